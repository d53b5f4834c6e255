import { flushSync } from 'react-dom';
import { LONGEST_MS } from './scan-detector';

interface HeldKey {
  event: KeyboardEvent;
  target: EventTarget;
}

/**
 * Keys that may be the first of a scan wait for as long as a scanner takes for the next one: a person's key is played again and
 * acts as if it came now, a scanner's is dropped and acts on nothing.
 */
export class HeldKeys {
  private keys: HeldKey[] = [];
  private readonly played = new WeakSet<Event>();
  private timer: number | undefined;
  private readonly isScan: () => boolean;

  /** `isScan`: whether the keys so far came from a scanner, asked when no more of them come. */
  constructor(isScan: () => boolean) {
    this.isScan = isScan;
  }

  /** Whether the key has waited already. */
  hasWaited(event: KeyboardEvent): boolean {
    return this.played.has(event);
  }

  hold(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.keys.push({ event, target: event.target ?? document.body });
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.isScan() ? this.drop() : this.release()), LONGEST_MS);
  }

  drop(): void {
    window.clearTimeout(this.timer);
    this.keys = [];
  }

  /** Plays what waits, in its order; the page has followed each key before the next one comes. */
  release(): void {
    const { keys } = this;
    this.drop();
    for (const key of keys) flushSync(() => this.play(key));
  }

  private play({ event, target }: HeldKey): void {
    const { key, code, shiftKey, location, repeat } = event;
    const again = new KeyboardEvent('keydown', { key, code, shiftKey, location, repeat, bubbles: true, cancelable: true });
    this.played.add(again);
    const isThere = target instanceof Node && target.isConnected;
    (isThere ? target : (document.activeElement ?? document.body)).dispatchEvent(again);
  }
}
