import type { CaseStanding, ExistingRegistration } from '../domain/registration-decision';
import type { RegistrationNo } from '../domain/vocabulary';
import type { DeskConnection } from './connection';

const ROWS_A_PAGE = 2_000;

/** Every registration of the store with how far the desk has gone with it, read in pages: each is a snapshot of its own. */
export async function readExisting(connection: DeskConnection, now: Date): Promise<ReadonlyMap<RegistrationNo, ExistingRegistration>> {
  const existing = new Map<RegistrationNo, ExistingRegistration>();
  for (let after = ''; ;) {
    const page = await readPage(connection, after);
    for (const row of page) existing.set(row.registration_no, toExisting(row, now));
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_A_PAGE) return existing;
    after = last.registration_no;
  }
}

function readPage({ db }: DeskConnection, after: RegistrationNo) {
  return db.selectFrom('registration as r')
    .leftJoin('review_case as c', 'c.registration_no', 'r.registration_no')
    .leftJoin('claim as k', 'k.registration_no', 'r.registration_no')
    .select(['r.registration_no', 'r.revision', 'r.package_created_at', 'r.content_digest', 'r.id_number', 'r.withdrawn', 'c.state', 'k.lease_until'])
    .where('r.registration_no', '>', after).orderBy('r.registration_no').limit(ROWS_A_PAGE).execute();
}

function toExisting(row: Awaited<ReturnType<typeof readPage>>[number], now: Date): ExistingRegistration {
  const claimed = row.lease_until !== null && Date.parse(row.lease_until) > now.getTime();
  return {
    registrationNo: row.registration_no, revision: row.revision, packageCreatedAt: row.package_created_at, contentDigest: row.content_digest,
    idNumber: row.id_number, withdrawn: row.withdrawn === 1, standing: standingOf(row.state, claimed),
  };
}

function standingOf(state: string | null, claimed: boolean): CaseStanding {
  if (state === 'signed') return 'signed';
  return state !== null || claimed ? 'opened' : 'unopened';
}
