import { sql, type Kysely } from 'kysely';
import type { DeskDatabase } from '../../../src-main/storage/tables/desk-database';
import type { Store } from '../../../src-main/storage/store';
import { verifyStoredChain } from '../../../src-main/workflows/verify-chain';

interface Counted {
  /** Rows or events that commands of this name leave, one each. */
  command: string;
  found: string;
}

/** A command that was answered with success has left exactly one of these: nothing was applied twice, nothing was lost. */
const ONCE: readonly Counted[] = [
  { command: 'candidate.sign', found: 'select count(*)::int as n from seal' },
  { command: 'corrections.request', found: 'select count(*)::int as n from correction' },
  { command: 'identity.consent', found: 'select count(*)::int as n from identity_check' },
  { command: 'review.pass', found: `select count(*)::int as n from review_pass where outcome = 'passed'` },
  { command: 'cases.release', found: `select count(*)::int as n from audit_event where kind = 'case.released'` },
  { command: 'cases.takeOver', found: `select count(*)::int as n from audit_event where kind = 'case.takenOver'` },
  { command: 'cases.reopen', found: `select count(*)::int as n from audit_event where kind = 'case.reopened'` },
  { command: 'cases.refuse', found: `select count(*)::int as n from audit_event where kind = 'case.refused'` },
  { command: 'cases.oweSupplement', found: `select count(*)::int as n from audit_event where kind = 'case.supplementOwed'` },
  { command: 'signing.present', found: `select count(*)::int as n from audit_event where kind = 'sheet.presented'` },
];

/** What must find nothing. */
const NEVER: readonly { finding: string; rows: string }[] = [
  { finding: 'two seals for a case', rows: 'select registration_no from seal group by registration_no having count(*) > 1' },
  { finding: 'a case told as signed more than once', rows: `select registration_no from audit_event where kind = 'case.signed' group by registration_no having count(*) > 1` },
  { finding: 'a seal without the state, or the state without a seal', rows: `select coalesce(s.registration_no, c.registration_no) as registration_no from seal s full join (select * from review_case where state = 'signed') c on c.registration_no = s.registration_no where s.registration_no is null or c.registration_no is null` },
  { finding: 'a seal that the log does not tell of', rows: `select registration_no from seal where not exists (select 1 from audit_event e where e.kind = 'case.signed' and e.registration_no = seal.registration_no and e.payload like '%' || seal.sha256 || '%')` },
  { finding: 'a claim on a signed case', rows: 'select claim.registration_no from claim join seal on seal.registration_no = claim.registration_no' },
  { finding: 'an event of a signed case that changed it afterwards', rows: `select e.registration_no from audit_event e join audit_event s on s.registration_no = e.registration_no and s.kind = 'case.signed' and e.seq > s.seq where e.kind not in ('attempt.refused', 'document.stored', 'document.printed', 'document.saved', 'idNumber.shown')` },
  { finding: 'a gap in the log', rows: 'select max(seq)::text as registration_no from audit_event having max(seq) <> count(*)' },
  { finding: 'a correction that its requester approved', rows: `select registration_no from correction where state = 'approved' and decided_by = requested_by` },
];

/** Everything that must not be, in the words of the report. */
export async function findWrongs(db: Kysely<DeskDatabase>, store: Store, applied: Readonly<Record<string, number>>): Promise<readonly string[]> {
  const wrongs: string[] = [];
  for (const { finding, rows } of NEVER) {
    const { rows: found } = await sql.raw<{ registration_no: string }>(rows).execute(db);
    if (found.length > 0) wrongs.push(`${finding}: ${found.map((row) => row.registration_no).join(', ')}`);
  }
  for (const { command, found } of ONCE) {
    const { rows: [row] } = await sql.raw<{ n: number }>(found).execute(db);
    if ((row?.n ?? 0) !== (applied[command] ?? 0)) wrongs.push(`${command}: answered ${applied[command] ?? 0} times, found ${row?.n ?? 0}`);
  }
  const chain = await verifyStoredChain(store);
  if (!chain.sound) wrongs.push(`chain or seals break at event ${chain.firstBroken ?? '?'}`);
  return wrongs;
}
