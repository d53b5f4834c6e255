import type { Channel, DeskApi, PushName } from './contract/desk-api';

/** The two things the bridge needs of Electron. */
export interface Wire {
  invoke(channel: string, input: unknown): Promise<unknown>;
  listen(channel: string, listener: (value: unknown) => void): () => void;
}

/** Builds one function per listed call, and nothing else: a page cannot name a channel of its own. */
export function buildDeskApi(wire: Wire, channels: readonly Channel[], pushes: readonly PushName[]): Partial<DeskApi> {
  const api: Record<string, Record<string, unknown> | unknown> = {
    on(name: PushName, listener: (value: unknown) => void): () => void {
      if (!pushes.includes(name)) throw new Error(`this window is not told of ${name}`);
      return wire.listen(name, listener);
    },
  };
  for (const channel of channels) {
    const [area = '', method = ''] = channel.split('.');
    const methods = (api[area] ??= {}) as Record<string, unknown>;
    methods[method] = (input: unknown) => wire.invoke(channel, input);
  }
  return api as Partial<DeskApi>;
}
