import { randomUUID } from 'node:crypto';
import type { WorkPlace } from '../app/heavy-tasks';
import { argon2PinHashing } from '../app/pin-hashing';
import { storeKeyOf } from '../app/store-key-of';
import { storeOptionsOf } from '../app/store-options';
import { refusal } from '../domain/refusal';
import { openDeskKeys } from '../storage/desk-keys';
import { openMaterials } from '../storage/materials';
import type { Store } from '../storage/store';
import type { DeskPorts, Outcome } from '../workflows/ports';

/** Hands a workflow what it needs when a command runs it; what was opened for it is closed when it ends. */
export async function withPorts<T>(store: Store, place: WorkPlace, work: (ports: DeskPorts) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const key = storeKeyOf(place);
  const keys = await openDeskKeys(place.dataDir, key);
  if (!keys.ok) return refusal('store-damaged', { detail: keys.error.code });
  const files = openMaterials({ dir: place.dataDir, ...storeOptionsOf(place, key) });
  try {
    return await work({ store, files, keys: keys.value, pins: argon2PinHashing(), clock: { now: () => new Date() }, newId: randomUUID });
  } finally {
    await files.close();
  }
}
