import type { Insertable } from 'kysely';
import { canonicalJson, sha256Hex } from '../../src-main/canonical/canonical-json';
import type { FieldValues } from '../../src-main/domain/fields';
import { idCheckCharacter } from '../../src-main/domain/id-number';
import { ok } from '../../src-main/domain/result';
import { openConnection } from '../../src-main/storage/connection';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import { searchColumns } from '../../src-main/storage/search-columns';
import type { DeskDatabase } from '../../src-main/storage/tables/desk-database';
import { TEST_KEY } from './temporary-store';

const PACKAGE_ID = '00000000-0000-4000-8000-0000000000aa';
const PACKAGE_CREATED_AT = '2026-02-20T08:00:00+08:00';
const ROWS_A_STATEMENT = 200;

export function registrationNoOf(n: number): string {
  return `20269901${String(n).padStart(6, '0')}`;
}

/** A made-up ID number of area 99, valid by its check character, another one for each `n` below 9,990,000. */
export function idNumberOf(n: number): string {
  const day = String(1 + Math.floor(n / 999) % 28).padStart(2, '0');
  const month = String(1 + Math.floor(n / 27_972) % 12).padStart(2, '0');
  const year = 1970 + Math.floor(n / 335_664);
  const first17 = `990000${year}${month}${day}${String(n % 999 + 1).padStart(3, '0')}`;
  return first17 + idCheckCharacter(first17);
}

export function registrationFields(n: number, fields: FieldValues = {}): FieldValues {
  return {
    registrationNo: registrationNoOf(n), revision: '1', category: '110', name: '王晓明', idType: '居民身份证', idNumber: idNumberOf(n), workUnit: '测试医院', point: '9901', ...fields,
  };
}

/** The row of an imported registration; what a test does not name is the same for all. */
export function registrationRow(n: number, fields: FieldValues = {}, changes: Partial<Insertable<DeskDatabase['registration']>> = {}): Insertable<DeskDatabase['registration']> {
  const values = registrationFields(n, fields);
  const found = searchColumns(values);
  const text = canonicalJson({ ...values });
  return {
    registration_no: values.registrationNo ?? '', revision: 1, withdrawn: 0, package_id: PACKAGE_ID, package_created_at: PACKAGE_CREATED_AT,
    received: text, fields: text, extra: '{}', content_digest: sha256Hex(text), photo: null,
    name: found.name, name_pinyin: found.namePinyin, name_initials: found.nameInitials, id_number: found.idNumber, id_tail: found.idTail,
    category: found.category, work_unit: found.workUnit, point: found.point, ...changes,
  };
}

/** Puts registrations into a store as an import leaves them. */
export async function storeRegistrations(place: string | OpenStoreInput, rows: Iterable<Insertable<DeskDatabase['registration']>>): Promise<void> {
  const connection = typeof place === 'string' ? openConnection(place, { key: TEST_KEY }) : openConnection(place.dir, place);
  const stored = await connection.inTransaction(async (trx) => {
    await trx.insertInto('package')
      .values({ package_id: PACKAGE_ID, created_at: PACKAGE_CREATED_AT, imported_at: PACKAGE_CREATED_AT, manifest_digest: sha256Hex(''), sender: null, report: '{}' })
      .onConflict((c) => c.column('package_id').doNothing()).execute();
    const all = [...rows];
    for (let i = 0; i < all.length; i += ROWS_A_STATEMENT) await trx.insertInto('registration').values(all.slice(i, i + ROWS_A_STATEMENT)).execute();
    return ok(null);
  });
  await connection.close();
  if (!stored.ok) throw new Error(`registrations not stored: ${JSON.stringify(stored.error)}`);
}
