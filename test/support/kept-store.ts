import { afterAll, beforeAll } from 'vitest';
import type { Engine } from './engines';
import type { TemporaryStore } from './temporary-store';

/** One store for all stories of a group, for those that change nothing in it. Called in the group; what it gives is there in the stories. */
export function keepStore<T>(withStore: Engine['withStore'], furnish: (temporary: TemporaryStore) => Promise<T>): () => T {
  let kept: { value: T } | null = null;
  let finish: () => void = () => undefined;
  let finished: Promise<unknown> = Promise.resolve();

  beforeAll(async () => {
    const ended = new Promise<void>((resolve) => { finish = resolve; });
    await new Promise<void>((ready, failed) => {
      finished = withStore(async (temporary) => {
        kept = { value: await furnish(temporary) };
        ready();
        await ended;
      });
      finished.catch(failed);
    });
  });

  afterAll(async () => {
    finish();
    await finished;
  });

  return () => {
    if (kept === null) throw new Error('the store is there in stories only');
    return kept.value;
  };
}
