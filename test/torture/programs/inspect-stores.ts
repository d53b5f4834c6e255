// Looks at stores: reads a line of JSON for each (`StoreInQuestion`) and answers with a line of JSON, what is wrong with it.
import { createInterface } from 'node:readline';
import { findFaults } from '../whole-store';
import type { StoreInQuestion } from '../whole-store';

for await (const line of createInterface(process.stdin)) {
  const faults = await findFaults(JSON.parse(line) as StoreInQuestion).catch((error: unknown) => [`cannot be looked at: ${String(error)}`]);
  process.stdout.write(`${JSON.stringify(faults)}\n`);
}
