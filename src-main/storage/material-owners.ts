import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { DeskDatabase } from './tables/desk-database';

/** One use of stored bytes: whose picture or paper they are. */
export interface MaterialOwner {
  registrationNo: RegistrationNo;
  use: 'image' | 'photo' | 'evidence' | 'signedPicture' | 'document';
  /** Which one of them: code and number of an image, section of a signed picture, kind and revision of a paper. */
  name: string;
}

interface Use {
  use: MaterialOwner['use'];
  table: keyof DeskDatabase;
  column: string;
  named: readonly string[];
}

const USES: readonly Use[] = [
  { use: 'image', table: 'material_image', column: 'sha256', named: ['code', 'n'] },
  { use: 'photo', table: 'registration', column: 'photo', named: [] },
  { use: 'evidence', table: 'evidence', column: 'sha256', named: ['kind', 'n'] },
  { use: 'signedPicture', table: 'signed_picture', column: 'sha256', named: ['section'] },
  { use: 'document', table: 'document', column: 'sha256', named: ['kind', 'revision'] },
];

async function ownersBy(db: Kysely<DeskDatabase>, { use, table, column, named }: Use, sha256: Sha256): Promise<readonly MaterialOwner[]> {
  const columns = sql.join(['registration_no', ...named].map((name) => sql.ref(name)));
  const { rows } = await sql<Record<string, string | number>>`select ${columns} from ${sql.table(table)} where ${sql.ref(column)} = ${sha256}`.execute(db);
  return rows.map((row) => ({ registrationNo: String(row['registration_no']), use, name: named.map((name) => row[name]).join(' ') }));
}

/** Every registration whose picture or paper these bytes are, and as what. */
export async function findOwners(db: Kysely<DeskDatabase>, sha256: Sha256): Promise<readonly MaterialOwner[]> {
  const found: MaterialOwner[] = [];
  for (const use of USES) found.push(...(await ownersBy(db, use, sha256)));
  return found;
}

/** The registrations among the owners, each once. */
export function registrationsAmong(owners: readonly MaterialOwner[]): readonly RegistrationNo[] {
  return [...new Set(owners.map(({ registrationNo }) => registrationNo))];
}
