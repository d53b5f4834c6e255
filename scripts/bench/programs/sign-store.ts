// A program of its own: in the empty folder it is given, signs cases and, by turns, commits as many bytes to a database that
// knows no rules, opened in the same way. Prints the milliseconds of each and the log frames of a signing.
import { join } from 'node:path';
import { canonicalJson, digestOf, sha256Hex } from '../../../src-main/canonical/canonical-json';
import { ok } from '../../../src-main/domain/result';
import { openConnection } from '../../../src-main/storage/connection';
import { markAsStore, openSqliteFile } from '../../../src-main/storage/dialects/sqlite';
import { createStore } from '../../../src-main/storage/open-store';
import type { Store, StoreWriter } from '../../../src-main/storage/store';
import { AT_DESK, digestNamed, sealOf, storeReadyCase, turnCase } from '../../../test/support/stored-cases';
import { STORE_CREATED_AT, TRAINING_FACTS } from '../../../test/support/temporary-store';

const CASES = 140;
const SAMPLED = 10;
const PAGE = 4096;
const SECTIONS = ['person', 'education', 'work', 'materials', 'declaration'];
/** Samples of an unhurried signature on a pen display. */
const SAMPLES = 1_500;

const [, , dir = ''] = process.argv;
const made = await createStore({ dir, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
if (!made.ok) throw new Error(made.error.code);
const store = made.value;
const numbers: string[] = [];
for (let n = 0; n < CASES; n += 1) numbers.push(await storeReadyCase(store, n));

const log = openConnection(dir);
const raw = openSqliteFile(join(dir, 'raw.db'), { mode: 'write' });
markAsStore(raw);
raw.exec('create table kept (id integer primary key, bytes blob)');
const insert = raw.prepare('insert into kept (bytes) values (?)');

const frames: number[] = [];
for (const no of numbers.splice(0, SAMPLED)) {
  await framesSince();
  await timed(() => signOne(store, no));
  frames.push(await framesSince());
}
const frame = frames.toSorted((a, b) => a - b)[SAMPLED / 2] ?? 0;
// A row of a table of its own: two pages hold its place, the rest its bytes.
const bytes = Buffer.alloc((frame - 2) * (PAGE - 36), 7);
const times = { sign: [] as number[], raw: [] as number[] };
for (const no of numbers) {
  times.raw.push(await timed(() => Promise.resolve(raw.transaction(() => insert.run(bytes)).immediate())));
  times.sign.push(await timed(() => signOne(store, no)));
}
await log.close();
await store.close();
raw.close();
console.log(JSON.stringify({ ...times, frames: frame }));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Frames that the log holds; it is emptied. */
async function framesSince(): Promise<number> {
  const { sql } = await import('kysely');
  const { rows } = await sql<{ log: number }>`pragma wal_checkpoint(passive)`.execute(log.db);
  return rows[0]?.log ?? 0;
}

/** What the signing transaction of the desk writes, in its order and of its size. */
async function signOne(on: Store, no: string): Promise<void> {
  const done = await on.inTransaction(async (tx) => {
    const sections = SECTIONS.map((id, index) => ({ id, confirmedAtMs: 1000 * index, picture: digestNamed(`picture ${id} ${no}`) }));
    await addPictures(tx, sections);
    const form = { format: 'countersign.signature', sections, strokes: [Array.from({ length: SAMPLES }, (_, n) => [n * 7, n * 3, 32_000 + n, null, null, n * 4_000])] };
    await tx.addSignature(no, { content: canonicalJson(form), sha256: digestOf(form), sheetRevision: 1 });
    const content = canonicalJson({ format: 'countersign.seal', registrationNo: no, auditHead: { ...await tx.getAuditHead() }, filler: 'x'.repeat(6_000) });
    await tx.addSeal(no, { ...sealOf(no), content, sha256: sha256Hex(content) });
    await tx.endClaim(no);
    if (!await turnCase(tx, no, 'signed')) throw new Error('changed elsewhere');
    return ok(await tx.append(AT_DESK, { kind: 'case.signed', registrationNo: no, payload: { seal: sha256Hex(content) } }));
  });
  if (!done.ok) throw new Error(JSON.stringify(done));
}

async function addPictures(tx: StoreWriter, sections: readonly { picture: string }[]): Promise<void> {
  for (const { picture } of sections) await tx.addBlob({ sha256: picture, bytes: 40_000, mediaType: 'image/png', width: 1200, height: 400 });
}
