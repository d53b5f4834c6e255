import { afterAll, beforeAll } from 'vitest';
import type { Story } from './with-desk';

/**
 * One desk for every story of a file, where setting one up takes longer than the stories: each of them leaves it as it was.
 * Call it outside of every `describe`; the desk is there from the first story to the last.
 */
export function oneDesk(begin: (tell: (story: Story) => Promise<void>) => Promise<void>): () => Story {
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  let shared: Story | null = null;
  let running: Promise<void> = Promise.resolve();
  beforeAll(async () => {
    const { promise: isThere, resolve } = Promise.withResolvers<void>();
    running = begin((story) => {
      shared = story;
      resolve();
      return isOver;
    });
    await Promise.race([isThere, running]);
  });
  afterAll(async () => {
    end();
    await running;
  });
  return () => {
    if (shared === null) throw new Error('the desk is there only while a story is told');
    return shared;
  };
}
