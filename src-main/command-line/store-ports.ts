import { randomUUID } from 'node:crypto';
import type { WorkPlace } from '../app/heavy-tasks';
import { argon2PinHashing } from '../app/pin-hashing';
import { storeOptionsOf } from '../app/store-options';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { openDeskKeys } from '../storage/desk-keys';
import { openMaterials } from '../storage/materials';
import type { Store } from '../storage/store';
import type { DeskPorts, Outcome } from '../workflows/ports';

/** What a workflow is handed when a command runs it; connections for bytes are made when they are used, and end with the command. */
export async function portsOf(store: Store, place: WorkPlace): Promise<Outcome<DeskPorts>> {
  const keys = await openDeskKeys(place.dataDir);
  if (!keys.ok) return refusal('store-damaged', { detail: keys.error.code });
  return ok({ store, files: openMaterials({ dir: place.dataDir, ...storeOptionsOf(place) }), keys: keys.value, pins: argon2PinHashing(), clock: { now: () => new Date() }, newId: randomUUID });
}
