import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Does the work again while its error is of the kind that passes, with growing pauses that leave the thread free.
 * After `waitMs` milliseconds the last error is thrown.
 */
export async function retryWhile<T>(passes: (error: unknown) => boolean, work: () => Promise<T>, waitMs: number): Promise<T> {
  const giveUpAt = performance.now() + waitMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || performance.now() >= giveUpAt) throw error;
    }
    await pause(pauseMs);
  }
}
