import { parseArgs } from 'node:util';
import { exitCode } from '../exit-codes.ts';

const USAGE = 'npm run torture -- [--short] [--anew] [--seed N [--round N]] [part …]';

/** `npm run torture`: ill-treats stores, and says what did not hold. */
export async function torture(args: readonly string[]): Promise<number> {
  const wish = findWish(args);
  if (wish === null) {
    console.error(USAGE);
    return exitCode.usage;
  }
  // Parts may import the product's sources, which plain Node finds with this alone.
  await import('../../test/support/plain-node-typescript.mjs' as string);
  const { runTorture } = await import('../torture/torture.ts');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return runTorture(wish, stop.signal);
}

function findWish(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args], allowPositionals: true, options: { short: { type: 'boolean', default: false }, anew: { type: 'boolean', default: false }, seed: { type: 'string' }, round: { type: 'string' } },
    });
    const [seed, round] = [values.seed, values.round].map((text) => (text === undefined ? null : Number(text)));
    if ([seed, round].some((n) => n !== null && !Number.isSafeInteger(n))) return null;
    return { parts: positionals, form: values.short ? 'short' as const : 'long' as const, seed: seed ?? null, round: round ?? null, anew: values.anew };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
