// A program of its own: in the empty folder named first, makes a store with as many audit events as named second, verifies the
// chain some times and, by turns, only reads the rows, then forges one event and has it named. Prints the milliseconds.
import { sql } from 'kysely';
import { canonicalJson } from '../../../src-main/canonical/canonical-json';
import type { AuditHead } from '../../../src-main/domain/audit-event';
import { hashStoredEvent, listStoredEvents } from '../../../src-main/storage/stored-chain';
import { createStore } from '../../../src-main/storage/open-store';
import type { AuditEventTable } from '../../../src-main/storage/tables/signing-tables';
import { STORE_CREATED_AT, TRAINING_FACTS } from '../../../test/support/temporary-store';
import { connectionTo, placeOf } from './store-place';

const ROUNDS = 3;
const ROWS_A_STATEMENT = 500;

const [, , dir = '', size = '0'] = process.argv;
const events = Number(size);
const made = await createStore({ ...placeOf(dir), facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
if (!made.ok) throw new Error(made.error.code);
const store = made.value;
const { db, close } = connectionTo(dir);
await tell(await store.getAuditHead());

const times = { verify: [] as number[], read: [] as number[], forged: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  times.read.push(await timed(readAll));
  times.verify.push(await timed(async () => {
    const finding = await store.verifyChain();
    if (!finding.sound || finding.events !== events) throw new Error(JSON.stringify(finding));
  }));
}
const forged = events - 1;
await sql`drop trigger audit_event_kept_update`.execute(db);
await db.updateTable('audit_event').set({ staff_id: 'reviewer-9' }).where('seq', '=', forged).execute();
times.forged.push(await timed(async () => {
  const finding = await store.verifyChain();
  if (finding.firstBroken !== forged) throw new Error(JSON.stringify(finding));
}));
await close();
await store.close();
console.log(JSON.stringify(times));

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function readAll(): Promise<void> {
  for (let page = await listStoredEvents(db, 0); page.length > 0;) page = await listStoredEvents(db, page.at(-1)?.seq ?? 0);
}

function nextRow({ seq, hash }: AuditHead): AuditEventTable {
  const row = {
    seq: seq + 1, at: '2026-03-01T09:00:00+08:00', desk_id: 'desk-1', staff_id: seq % 7 === 0 ? null : 'reviewer-1', kind: 'field.checked',
    registration_no: `20269901${String(seq % 60_000).padStart(6, '0')}`, payload: canonicalJson({ field: 'workUnit', material: 'UNIT_PROOF', result: 'same', how: 'together', n: seq }), prev_hash: hash,
  };
  return { ...row, hash: hashStoredEvent(row) };
}

/** Events as the desk writes them, many at a time; the rules of the log look at each. */
async function tell(from: AuditHead): Promise<void> {
  let head = from;
  while (head.seq < events) {
    await db.transaction().execute(async (trx) => {
      for (let n = 0; n < 40 && head.seq < events; n += 1) {
        const rows: AuditEventTable[] = [];
        while (rows.length < ROWS_A_STATEMENT && head.seq < events) {
          const row = nextRow(head);
          rows.push(row);
          head = row;
        }
        await trx.insertInto('audit_event').values(rows).execute();
      }
    });
  }
}
