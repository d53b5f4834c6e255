// Writes events into the store of the folder it is given until the system refuses, says what the store made of it, and then
// that smaller work still goes on.
import { ok } from '../../../src-main/domain/result';
import { openStore } from '../../../src-main/storage/open-store';
import { TEST_KEY } from '../../support/temporary-store';

const opened = await openStore({ key: TEST_KEY, dir: process.argv[2] ?? '' });
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;

async function tell(note: string): Promise<unknown> {
  const context = { deskId: 'desk-1', staffId: null, at: '2026-03-01T09:00:00+08:00' };
  return store.inTransaction(async (tx) => ok((await tx.append(context, { kind: 'case.opened', registrationNo: null, payload: { note } })).seq));
}

process.stdout.write(`${JSON.stringify(await tell('x'.repeat(4_000_000)))}\n`);
process.stdout.write(`${JSON.stringify(await tell('small'))}\n`);
await store.close();
