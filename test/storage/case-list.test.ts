import fc from 'fast-check';
import { sql } from 'kysely';
import type { Compilable } from 'kysely';
import { describe, expect, test } from 'vitest';
import { CASE_STATES } from '../../src-main/domain/case-record';
import type { CaseState } from '../../src-main/domain/case-record';
import { ok } from '../../src-main/domain/result';
import { FOUND_AT_MOST, numbersFoundBy } from '../../src-main/storage/case-list';
import { numbersInStates } from '../../src-main/storage/case-numbers';
import { searchWays } from '../../src-main/storage/case-search';
import { openConnection } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import type { CaseListRow, Store } from '../../src-main/storage/store';
import { ENGINES } from '../support/engines';
import { CASE_AT, CASE_POLICY } from '../support/stored-cases';
import { idNumberOf, registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';
import { TEST_KEY, withTemporaryStore } from '../support/temporary-store';

const MANY = 100_000;
const SURNAMES = [...'王李张刘陈杨赵黄周吴'];
const GIVEN = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国华文玉红梅'];

function nameOf(n: number): string {
  return [SURNAMES[n % 10], GIVEN[Math.floor(n / 10) % 30], n % 3 === 0 ? '' : GIVEN[Math.floor(n / 7) % 30]].join('');
}

async function putIntoState(store: Store, no: string, state: CaseState): Promise<void> {
  await store.inTransaction(async (tx) => {
    await tx.adoptPolicy(CASE_POLICY);
    return ok(await tx.saveCase({ registrationNo: no, expectedVersion: 0, state, visit: 1, policyDigest: CASE_POLICY.digest, supplement: null, refusal: null, at: CASE_AT }));
  });
}

async function planOf(connection: DeskConnection, query: Compilable): Promise<string> {
  const { sql: text, parameters } = query.compile();
  let n = 0;
  const literal = text.replaceAll('?', () => {
    const value = parameters[n];
    n += 1;
    return typeof value === 'number' ? String(value) : `'${String(value)}'`;
  });
  const { rows } = await sql.raw<{ detail: string }>(`explain query plan ${literal}`).execute(connection.db);
  return rows.map((row) => row.detail).join('\n');
}

describe(`among ${MANY.toLocaleString('en')} registrations`, () => {
  test('every way to search walks its own index, sorts nothing, and the first page comes with its count', { timeout: 120_000 }, async () => {
    await withTemporaryStore(async ({ store, dir }) => {
      await storeRegistrations(dir, Array.from({ length: MANY }, (_, n) => registrationRow(n, { name: nameOf(n) })));
      await putIntoState(store, registrationNoOf(77_777), 'refused');
      const connection = openConnection(dir, { key: TEST_KEY });
      const indexes = {
        name: 'case_queue USING COVERING INDEX case_queue_by_name', name_pinyin: 'case_queue USING COVERING INDEX case_queue_by_pinyin',
        name_initials: 'case_queue USING COVERING INDEX case_queue_by_initials', registration_no: '(registration USING COVERING INDEX registration_by_no|case_queue USING COVERING INDEX case_queue_by_state)',
        id_tail: 'registration USING COVERING INDEX registration_by_id_tail', id_number: 'registration USING INDEX registration_by_id_number',
      };
      const texts = ['王', '王伟', 'wang', 'ww', '2026', '20269901', '001X', idNumberOf(5)];
      for (const states of [[], ['refused', 'waiting']] as const) {
        for (const way of texts.flatMap(searchWays)) {
          const plan = await planOf(connection, numbersFoundBy(connection.db, way, states, 50));
          expect(plan).toMatch(new RegExp(`SEARCH ${indexes[way.column]} `));
          expect(plan).not.toMatch(/SCAN (case_queue|registration)/);
        }
      }
      for (const states of [[], ['refused'], ['refused', 'waiting', 'signed']] as const) {
        const plan = await planOf(connection, numbersInStates(connection.db, states, 150).limit(50).offset(100));
        if (states.length < 2) expect(plan, states.join()).not.toContain('TEMP B-TREE');
        expect(plan, states.join()).toMatch(states.length === 0 ? /USING COVERING INDEX registration_by_no/ : /SEARCH case_queue USING COVERING INDEX case_queue_by_state/);
      }
      await connection.close();

      const page = (text: string, states: readonly CaseState[] = [], offset = 0) => store.listCases({ text, states, offset, limit: 50 });
      expect(await page('')).toMatchObject({ total: MANY, isTotalExact: true });
      expect((await page('', [], MANY - 2)).rows.map((row) => row.registrationNo)).toEqual([registrationNoOf(MANY - 2), registrationNoOf(MANY - 1)]);
      expect(await page('', ['refused', 'signed'])).toMatchObject({ total: 1, rows: [{ registrationNo: registrationNoOf(77_777), state: 'refused' }] });
      expect(await page('王', ['refused'])).toMatchObject({ total: 0, isTotalExact: true });
      expect(await page(nameOf(77_777), ['refused']), 'the one among many of that name').toMatchObject({ total: 1, rows: [{ registrationNo: registrationNoOf(77_777) }] });
      for (const text of ['王', '2026990', 'w']) expect(await page(text)).toMatchObject({ total: FOUND_AT_MOST, isTotalExact: false });
      expect((await page('王', [], FOUND_AT_MOST - 3)).rows, 'rows end where looking ends').toHaveLength(3);
      expect(await page(idNumberOf(4_321))).toMatchObject({ total: 1, rows: [{ registrationNo: registrationNoOf(4_321) }] });
      expect(await page(registrationNoOf(99_999))).toMatchObject({ total: 1, rows: [{ name: nameOf(99_999) }] });
    });
  });
});

const PEOPLE = ['王晓明', '王小梅', '单雄信', '吕布', '王㛃', '李𬭎', '阿卜杜拉·买买提', 'John Smith', 'wang', '王?明', '欧阳娜'];
const TEXTS = ['', '王', '王小', '王㛃', '李𬭎', '阿卜杜拉•', 'w', 'wxm', 'wang', 'Wang X', 'lv', 'lü', 'js', 'john s', 'oyn', '2026', '20269901', idNumberOf(3).slice(-4), idNumberOf(3), '?', '吴'];

/** What the list is by its description, without any index. */
function isFoundBy(row: CaseListRow, pinyin: { namePinyin: string; nameInitials: string }, text: string): boolean {
  const matches = { name: row.name, name_pinyin: pinyin.namePinyin, name_initials: pinyin.nameInitials, registration_no: row.registrationNo, id_tail: row.idNumber.slice(-4), id_number: row.idNumber };
  return text === '' || searchWays(text).some((way) => (way.match === 'equal' ? matches[way.column] === way.value : matches[way.column].startsWith(way.value)));
}

describe.each(ENGINES)('on $name', ({ withStore }) => {
  test('a page is the same as walking through all registrations', async () => {
    await withStore(async ({ store, place }) => {
      const rows = Array.from({ length: 60 }, (_, n) => registrationRow(n, { name: PEOPLE[n % PEOPLE.length] ?? '' }, { withdrawn: n % 13 === 12 ? 1 : 0 }));
      await storeRegistrations(place, rows);
      for (let n = 0; n < 60; n += 4) if (n % 13 !== 12) await putIntoState(store, registrationNoOf(n), CASE_STATES.filter((state) => state !== 'signed')[n % 6] ?? 'waiting');
      const pinyin = new Map(rows.map((row) => [row.registration_no, { namePinyin: row.name_pinyin, nameInitials: row.name_initials }]));
      const all = await Array.fromAsync(store.listAllCases());
      expect(all.map((row) => row.registrationNo)).toEqual(rows.filter((row) => row.withdrawn === 0).map((row) => row.registration_no));

      await fc.assert(fc.asyncProperty(fc.constantFrom(...TEXTS), fc.subarray([...CASE_STATES]), fc.nat({ max: 70 }), fc.integer({ min: 1, max: 30 }), async (text, states, offset, limit) => {
        const expected = all.filter((row) => (states.length === 0 || states.includes(row.state)) && isFoundBy(row, pinyin.get(row.registrationNo) ?? { namePinyin: '', nameInitials: '' }, text));
        const whole = await store.listCases({ text, states, offset: 0, limit: 100 });
        expect(whole.rows.toSorted((a, b) => a.registrationNo.localeCompare(b.registrationNo))).toEqual(expected);
        expect(whole).toMatchObject({ total: expected.length, isTotalExact: true });
        expect((await store.listCases({ text, states, offset, limit })).rows).toEqual(whole.rows.slice(offset, offset + limit));
      }), { numRuns: 300 });

      const counts = await store.countCasesByState();
      for (const state of CASE_STATES) expect(counts[state], state).toBe(all.filter((row) => row.state === state).length);
    });
  });

  test('a row says who works on the case, and when it was touched last', async () => {
    await withStore(async ({ store, place }) => {
      await storeRegistrations(place, [registrationRow(1), registrationRow(2)]);
      await putIntoState(store, registrationNoOf(1), 'inReview');
      const claim = { deskId: 'desk-2', staffId: 'reviewer-1', since: CASE_AT, leaseUntil: '2026-03-01T09:05:00+08:00' };
      await store.inTransaction(async (tx) => { await tx.saveClaim(registrationNoOf(1), claim); return ok(null); });
      const { rows } = await store.listCases({ text: '', states: [], offset: 0, limit: 9 });
      expect(rows).toEqual([
        { registrationNo: registrationNoOf(1), name: '王晓明', idNumber: idNumberOf(1), category: '110', workUnit: '测试医院', point: '9901', state: 'inReview', photo: null, claim, supplementUntil: null, updatedAt: CASE_AT },
        { registrationNo: registrationNoOf(2), name: '王晓明', idNumber: idNumberOf(2), category: '110', workUnit: '测试医院', point: '9901', state: 'waiting', photo: null, claim: null, supplementUntil: null, updatedAt: null },
      ]);
    });
  });
});
