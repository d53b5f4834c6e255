// `node scripts/run.mjs` has no task for this: it is run by hand, `node_modules/.bin/node scripts/torture/reader-fuzz.ts [streams] [cards] [seed]`.
// A million random and mutated byte streams through the frame check and every carrier's envelope, and ten thousand cards while
// cables are pulled and processes die. The same stories run shorter with the tests.
import { runTool } from '../run-tool.ts';

const [streams = '1000000', cards = '10000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
console.log(`${streams} streams, ${cards} cards, seed ${seed}`);
const end = await runTool('vitest', ['run', '--project', 'node', 'test/devices/reader-fuzz.test.ts', 'test/devices/reader-torture.test.ts'], {
  env: { COUNTERSIGN_FUZZ_STREAMS: streams, COUNTERSIGN_TORTURE_READS: cards, COUNTERSIGN_FUZZ_SEED: seed },
});
process.exitCode = end.exitCode;
