import type { PushName, Pushes } from '../../src-preload/contract/desk-api';

type Listener = <P extends PushName>(name: P, value: Pushes[P]) => void;

/** Carries what happened to whoever shows it. Windows come and go; the desk does not know them. */
export class Announcer {
  private readonly listeners = new Set<Listener>();

  announce<P extends PushName>(name: P, value: Pushes[P]): void {
    for (const listener of this.listeners) listener(name, value);
  }

  onAny(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
