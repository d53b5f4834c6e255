import { StoreKey } from '../storage/keys/store-key';
import type { WorkPlace } from './heavy-tasks';

/** The key of the store that the work is for. */
export function storeKeyOf(place: Pick<WorkPlace, 'storeKey'>): StoreKey {
  if (place.storeKey === null) throw new Error('this work needs an open store');
  return StoreKey.fromBytes(place.storeKey);
}
