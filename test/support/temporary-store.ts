import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreKey } from '../../src-main/storage/keys/store-key';
import { createStore } from '../../src-main/storage/open-store';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import type { Store, StoreFacts } from '../../src-main/storage/store';

export interface TemporaryStore {
  store: Store;
  /** The data folder; gone when the test ends. */
  dir: string;
  /** Where the store is: its folder, and the database of a store on a server. */
  place: OpenStoreInput;
}

const PLACES = new WeakMap<Store, OpenStoreInput>();

/** Where a store is that a test was given. */
export function placeOf(store: Store): OpenStoreInput {
  return PLACES.get(store) ?? { dir: store.dir, key: TEST_KEY };
}

export const TRAINING_FACTS: StoreFacts = {
  storeId: '00000000-0000-4000-8000-000000000001',
  kind: 'training',
  deskId: 'desk-1',
  points: [],
  site: { code: '9901', name: '测试考点' },
  zone: { code: '99', name: '测试考区' },
  exam: { name: '医师资格考试', year: 2026 },
};

/** The key of every store that a test makes by itself. */
export const TEST_KEY = StoreKey.fromBytes(Buffer.alloc(32, 0x5a));

export const STORE_CREATED_AT = '2026-03-01T08:00:00+08:00';

/** An empty folder for one test, removed when the test ends. */
export async function withTemporaryFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'countersign-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Makes a store for one test and closes it when the test ends. */
export async function withStoreAt<T>(place: OpenStoreInput, work: (temporary: TemporaryStore) => Promise<T>, facts: Partial<StoreFacts> = {}): Promise<T> {
  const made = await createStore({ ...place, facts: { ...TRAINING_FACTS, ...facts }, createdAt: STORE_CREATED_AT });
  if (!made.ok) throw new Error(`store not made: ${JSON.stringify(made.error)}`);
  PLACES.set(made.value, place);
  try {
    return await work({ store: made.value, dir: place.dir, place });
  } finally {
    await made.value.close();
  }
}

/** A real store on disk for one test, closed and removed when the test ends. */
export async function withTemporaryStore<T>(work: (temporary: TemporaryStore) => Promise<T>, facts: Partial<StoreFacts> = {}): Promise<T> {
  return withTemporaryFolder((dir) => withStoreAt({ dir, key: TEST_KEY }, work, facts));
}
