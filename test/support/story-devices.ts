import type { AttachedDevices } from '../../src-main/devices/attached-devices';
import type { DevicesChannel, FromDevices } from '../../src-main/devices/devices-messages';

/** The devices processes of a story: they find what the story lays there, and say that a reader is ready once they are sent to one. */
export class StoryDevices {
  attached: AttachedDevices = { devices: [], blind: [] };
  /** Address of each process that was started for a reader, and of those that still run. */
  readonly started: string[] = [];
  readonly running: string[] = [];

  readonly spawn = (): DevicesChannel => {
    const listeners: ((message: FromDevices) => void)[] = [];
    const tell = (message: FromDevices): void => listeners.forEach((listener) => listener(message));
    let address: string | null = null;
    return {
      onMessage: (listener) => void listeners.push(listener),
      onExit: () => undefined,
      kill: () => {
        if (address !== null) this.running.splice(this.running.indexOf(address), 1);
      },
      post: (message) => {
        if (message.kind === 'list') tell({ kind: 'listed', attached: this.attached });
        if (message.kind !== 'start') return;
        address = message.address;
        this.started.push(address);
        this.running.push(address);
        queueMicrotask(() => tell({ kind: 'status', status: { state: 'ready' }, mayLie: null }));
      },
    };
  };
}
