import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HighWaterMark } from '../domain/high-water';
import type { HighWater } from '../storage/backup/high-water-file';
import { writeDurably } from '../storage/durable-files';
import type { MachineKeyStore } from '../storage/keys/slot-secrets';

/**
 * The highest place of the chain, wrapped by the operating system's key store, in a folder outside the data folder: whoever puts
 * an old data folder back does not bring an old mark along. Says nothing where there is no key store.
 */
export function machineHighWater(dir: string, keyStore: MachineKeyStore): HighWater {
  const file = (storeId: string): string => join(dir, `${storeId.replace(/[^0-9a-zA-Z-]/g, '')}.mark`);
  return {
    async find(storeId) {
      const wrapped = keyStore.state().ready ? await readFile(file(storeId)).catch(() => null) : null;
      const text = wrapped === null ? null : keyStore.findProtected(wrapped);
      try {
        const mark = JSON.parse(Buffer.from(text ?? []).toString('utf8')) as HighWaterMark;
        return mark.storeId === storeId && Number.isSafeInteger(mark.seq) ? mark : null;
      } catch {
        return null;
      }
    },
    async keep(mark) {
      if (!keyStore.state().ready) return;
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await writeDurably(file(mark.storeId), keyStore.protect(Buffer.from(JSON.stringify(mark))), 0o600);
    },
  };
}
