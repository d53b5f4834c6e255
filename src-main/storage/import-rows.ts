import type { Insertable, Kysely, Transaction } from 'kysely';
import { canonicalJson } from '../canonical/canonical-json';
import type { OnlineState } from '../domain/case-record';
import type { FieldValues } from '../domain/fields';
import type { RegistrationNo, Sha256 } from '../domain/vocabulary';
import { searchColumns } from './search-columns';
import type { DeskDatabase } from './tables/desk-database';

/** What publication does with a staged registration. */
export type StagedAction = 'new' | 'replaced' | 'confirmed' | 'withdrawn';

/** A registration as its package gives it. */
export interface StagedRegistration {
  action: 'new' | 'replaced';
  registrationNo: RegistrationNo;
  revision: number;
  received: FieldValues;
  extra: Readonly<Record<string, string>>;
  contentDigest: Sha256;
  photo: Sha256 | null;
}

/** A registration whose content stays: its package moves forward, or it is withdrawn. */
export interface StagedMark {
  action: 'confirmed' | 'withdrawn';
  registrationNo: RegistrationNo;
}

export interface StagedImage {
  registrationNo: RegistrationNo;
  code: string;
  n: number;
  sha256: Sha256;
  onlineState: OnlineState | null;
  onlineOpinion: string | null;
  flags: readonly string[];
}

/** Rows in one statement; with 17 columns well below the engines' limits, and written in a few milliseconds. */
const ROWS_A_STATEMENT = 200;

export function registrationRow(importId: string, staged: StagedRegistration): Insertable<DeskDatabase['staged_registration']> {
  const { action, registrationNo, revision, received, extra, contentDigest, photo } = staged;
  const found = searchColumns(received);
  return {
    import_id: importId, registration_no: registrationNo, action, revision, received: canonicalJson({ ...received }), extra: canonicalJson({ ...extra }),
    content_digest: contentDigest, photo, name: found.name, name_pinyin: found.namePinyin, name_initials: found.nameInitials,
    id_number: found.idNumber, id_tail: found.idTail, category: found.category, work_unit: found.workUnit, point: found.point,
  };
}

/** A mark uses nothing but number and action. */
export function markRow(importId: string, { action, registrationNo }: StagedMark): Insertable<DeskDatabase['staged_registration']> {
  return {
    import_id: importId, registration_no: registrationNo, action, revision: 0, received: '{}', extra: '{}', content_digest: '', photo: null,
    name: '', name_pinyin: '', name_initials: '', id_number: '', id_tail: '', category: '', work_unit: '', point: '',
  };
}

export function imageRow(importId: string, image: StagedImage): Insertable<DeskDatabase['staged_material_image']> {
  const { registrationNo, code, n, sha256, onlineState, onlineOpinion, flags } = image;
  return {
    import_id: importId, registration_no: registrationNo, code, n, sha256, online_state: onlineState, online_opinion: onlineOpinion, flags: canonicalJson([...flags]),
  };
}

export function* inStatements<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) yield rows.slice(i, i + ROWS_A_STATEMENT);
}

/** Rows of one import, as the set-based statements of publication choose them. */
export function stagedNumbers(db: Kysely<DeskDatabase> | Transaction<DeskDatabase>, importId: string, actions: readonly StagedAction[]) {
  return db.selectFrom('staged_registration as s').select('s.registration_no').where('s.import_id', '=', importId).where('s.action', 'in', actions);
}
