// A program of its own: the desk's import of the package named first into the store named second, in the thread in which the
// app runs it. Prints the milliseconds from its first word to its answer, so that the start of the thread does not count.
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { outFolder, root } from '../places.ts';
import { keyOf } from './workshop.ts';

interface Told {
  kind: 'progress' | 'done';
  outcome?: { ok: boolean; value?: { refused: boolean; images: { imported: number; rejected: number } } };
}

const [, , path = '', dataDir = ''] = process.argv;
const storeKey = await keyOf(dataDir);
const entriesDir = join(outFolder, 'main');
const thread = new Worker(join(entriesDir, 'heavy-work.js'));
thread.postMessage({
  kind: 'run', place: { dataDir, resourcesDir: join(root, 'resources'), entriesDir, nodePath: process.execPath, sqliteBinding: null, databaseUrl: null, storeKey },
  task: { kind: 'import', path, staffId: null },
});
const [first] = (await once(thread, 'message')) as [Told];
const started = performance.now();
const { outcome } = await lastWord(first);
const ms = performance.now() - started;
if (outcome?.value === undefined || outcome.value.refused) throw new Error(`not imported: ${JSON.stringify(outcome)}`);
console.log(JSON.stringify({ ms, ...outcome.value.images }));
process.exit();

async function lastWord(told: Told): Promise<Told> {
  while (told.kind === 'progress') [told] = (await once(thread, 'message')) as [Told];
  return told;
}
