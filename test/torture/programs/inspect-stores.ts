// Looks at stores: reads a line of JSON for each (`Question`) and answers with a line of JSON, what is wrong with it.
import { createInterface } from 'node:readline';
import { endRestore, findPlaceFaults } from '../whole-place';
import type { PlaceInQuestion } from '../whole-place';
import { findFaults } from '../whole-store';
import type { StoreInQuestion } from '../whole-store';

/** `place`: the store was backed up; `restoring`: it was being restored. */
type Question = StoreInQuestion & { place?: PlaceInQuestion; restoring?: boolean };

async function answerTo(question: Question): Promise<readonly string[]> {
  const before = question.restoring === true ? await endRestore(question.dir) : [];
  const faults = before.length === 0 ? await findFaults(question) : before;
  return question.place === undefined ? faults : [...faults, ...await findPlaceFaults(question, question.place)];
}

for await (const line of createInterface(process.stdin)) {
  const faults = await answerTo(JSON.parse(line) as Question).catch((error: unknown) => [`cannot be looked at: ${error instanceof Error ? error.stack ?? error.message : String(error)}`]);
  process.stdout.write(`${JSON.stringify(faults)}\n`);
}
