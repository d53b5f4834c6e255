import type { AttachedDevices } from './attached-devices';
import type { DevicesChannel } from './devices-messages';

/** What is attached to this machine, by a devices process of its own; null when that one ended without a word. */
export function askAttached(channel: DevicesChannel): Promise<AttachedDevices | null> {
  return new Promise<AttachedDevices | null>((resolve) => {
    channel.onMessage((message) => {
      if (message.kind === 'listed') resolve(message.attached);
    });
    channel.onExit(() => resolve(null));
    channel.post({ kind: 'list' });
  }).finally(() => channel.kill());
}
