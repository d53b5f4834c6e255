import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldKey, FieldValues } from '../../src-main/domain/fields';
import { birthDateOf, idCheckCharacter, sexOf } from '../../src-main/domain/id-number';
import { registrationCodes } from '../../src-main/domain/registration-codes';
import { checkRegistrationRow, type CheckedRow } from '../../src-main/domain/registration-row';
import { ID_TYPES } from '../../src-main/domain/registration-values';
import { tables } from '../support/default-policy';
import { candidate } from '../support/registration-package';

const CODES = registrationCodes(tables, tables.policyDefaults.categories);

function check(values: FieldValues, extra: Record<string, string> = {}): CheckedRow {
  return checkRegistrationRow({ row: 7, values, extra, cellsFitHeader: true }, CODES);
}

function findings(changes: FieldValues, extra: Record<string, string> = {}): readonly string[] {
  return check(candidate(1, changes), extra).problems.map(({ code, column }) => `${code} ${column}`);
}

function withCheck(first17: string): string {
  return first17 + idCheckCharacter(first17);
}

describe('a row of candidates.csv', () => {
  test('that is right is stored as it is, with what its ID number says', () => {
    const idNumber = withCheck('99000020000101001');
    expect(check(candidate(1, { idNumber }))).toEqual({
      row: 7, registrationNo: '20269901000001', revision: 1, idNumber, extra: {}, problems: [],
      fields: { ...candidate(1), idNumber, sex: '男', birthDate: '2000-01-01' },
    });
  });

  test.each<[string, FieldValues, readonly string[]]>([
    ['without a number', { registrationNo: '' }, ['missing-value registrationNo']],
    ['without a category', { category: ' ' }, ['missing-value category']],
    ['without a name', { name: '' }, ['missing-value name']],
    ['without a kind of document', { idType: '' }, ['missing-value idType']],
    ['without an ID number', { idNumber: '' }, ['missing-value idNumber']],
    ['with a number that is too short', { registrationNo: '202' }, ['bad-value registrationNo']],
    ['with a number of strange characters', { registrationNo: '2026/9901' }, ['bad-value registrationNo']],
    ['with a revision that is no integer', { revision: '1.5' }, ['bad-value revision']],
    ['with a name of 29 characters', { name: '王'.repeat(29) }, ['bad-value name']],
    ['with a kind of document that nobody knows', { idType: '学生证' }, ['bad-value idType']],
    ['with a sex in numbers', { sex: '1' }, ['bad-value sex']],
    ['born on no day', { birthDate: '2001-02-29', idType: '护照', idNumber: 'E12345678' }, ['bad-value birthDate']],
    ['of a nation that nobody knows', { nation: '火星族' }, ['bad-value nation']],
    ['of a nationality that nobody knows', { nationality: '月球' }, ['bad-value nationality']],
    ['graduated in no month', { graduatedOn: '2020-13' }, ['bad-value graduatedOn']],
    ['with a day where a month belongs', { trialFrom: '2020-01-01' }, ['bad-value trialFrom']],
    ['military perhaps', { military: '可能' }, ['bad-value military']],
    ['with an appointment at no hour', { appointmentAt: '2026-03-01 25:00' }, ['bad-value appointmentAt']],
    ['in an online state that nobody knows', { onlineStatus: '通过' }, ['bad-value onlineStatus']],
    ['of an unknown category', { category: '140' }, ['unknown-category category']],
    ['whose check digit is wrong', { idNumber: '990000200001010010' }, ['id-check-digit idNumber']],
    ['whose ID number has 15 digits', { idNumber: '990000000101001' }, ['bad-value idNumber']],
    ['whose ID number has a letter in it', { idNumber: '99000020000101A012' }, ['bad-value idNumber']],
    ['whose ID number is of no day', { idNumber: withCheck('99000020010229001') }, ['bad-value idNumber']],
    ['whose sex contradicts the ID number', { idNumber: withCheck('99000020000101001'), sex: '女' }, ['id-contradicts sex']],
    ['whose birth date contradicts the ID number', { birthDate: '1999-12-31' }, ['id-contradicts birthDate']],
    ['whose ID number a spreadsheet rounded', { idNumber: '990000200001010000' }, ['numeric-id idNumber']],
    ['whose ID number a spreadsheet shortened', { idNumber: '9.90000200001010E+17' }, ['numeric-id idNumber']],
    ['whose ID number became a fraction', { idNumber: '990000200001010012.0' }, ['numeric-id idNumber']],
    ['whose diploma number a spreadsheet shortened', { diplomaNo: '1.04871E+16' }, ['numeric-id diplomaNo']],
    ['whose number a spreadsheet shortened', { registrationNo: '2.0269901E+13' }, ['numeric-id registrationNo']],
    ['with a tab in the name', { name: '王\t晓明' }, ['control-character name']],
    ['with a line break in the address', { address: '测试路\n1 号' }, ['control-character address']],
    ['with a mark that turns text around', { workUnit: '测试\u202E院医' }, ['control-character workUnit']],
    ['with a blank that has no width', { idNumber: '99000020000101\u200B0012' }, ['control-character idNumber']],
    ['with a character that could not be decoded', { school: '测试\uFFFD学院' }, ['bad-value school']],
    ['with two faults', { category: '999', sex: 'x' }, ['bad-value sex', 'unknown-category category']],
    ['whose name holds a question mark', { name: '王?明' }, ['untyped-character name']],
    ['whose name holds a wide question mark', { name: '王？明' }, ['untyped-character name']],
    ['whose name holds a star', { name: '王*' }, ['untyped-character name']],
    ['whose name holds a character in brackets', { name: '王[翀]' }, ['untyped-character name']],
    ['of a foreigner whose old number fails its check', { idType: '外国人永久居留身份证', idNumber: 'USA110101199001' }, ['id-check-digit-old idNumber']],
    ['of a foreigner whose new number fails its check', { idType: '外国人永久居留身份证', idNumber: '911000199001010010' }, ['id-check-digit idNumber']],
    ['of a resident from Hong Kong whose number fails its check', { idType: '港澳台居民居住证', idNumber: '810000199408230022' }, ['id-check-digit idNumber']],
  ])('%s', (_, changes, expected) => {
    expect(findings(changes).toSorted()).toEqual([...expected].toSorted());
  });

  test.each<[string, FieldValues]>([
    ['a number with letters and hyphens', { registrationNo: 'A-2026-x' }],
    ['a name with a dot, and 28 characters of any plane', { name: '买买提·𬭎㛃' }],
    ['a passport', { idType: '护照', idNumber: 'E12345678', sex: '女', birthDate: '1990-05-05' }],
    ['a name in another bracketed form of more than one character', { name: '王(小明)' }],
    ['an ID number that happens to end with zeros and is right', { idNumber: zerosThatAreRight() }],
    ['an appointment to the minute', { appointmentAt: '2026-03-01 09:30' }],
    ['a first registration as free text', { firstRegisteredOn: '2019年' }],
  ])('may have %s', (_, changes) => {
    expect(findings(changes)).toEqual([]);
  });

  test('holds extra values to the same rule of characters', () => {
    expect(findings({}, { 备注: '第一次\u0000' })).toEqual(['control-character 备注']);
  });

  test('with cells that do not fit the header is not judged by its values', () => {
    const checked = checkRegistrationRow({ row: 1, values: candidate(1, { category: '999' }), extra: {}, cellsFitHeader: false }, CODES);
    expect([checked.problems.map(({ code, hint }) => `${code} ${hint}`), checked.revision, checked.idNumber]).toEqual([['bad-value cells'], null, null]);
  });

  test('gives nation and nationality their names', () => {
    const stored = (changes: FieldValues): FieldValues => check(candidate(1, changes)).fields;
    expect([stored({ nation: '01' }).nation, stored({ nation: '汉' }).nation, stored({ nationality: 'CHN' }).nationality, stored({ nationality: '156' }).nationality]).toEqual(['汉族', '汉族', '中国', '中国']);
  });

  test('writes the check character in upper case and blanks away', () => {
    const idNumber = [...Array(11).keys()].map((n) => withCheck(`9900002000010100${n % 10}`)).find((number) => number.endsWith('X')) ?? withCheck('99000019900101005');
    expect(check(candidate(1, { idNumber: ` ${idNumber.toLowerCase()} `, name: '\u3000王晓明 ' })).fields).toMatchObject({ idNumber, name: '王晓明' });
  });

  test('has revision 1 when it names none', () => {
    expect(check(candidate(1, { revision: '' }))).toMatchObject({ revision: 1, fields: { revision: '1' } });
  });

  test('an ID number whose digits are lost is none, and takes part in no comparison', () => {
    expect(check(candidate(1, { idNumber: '9.90000200001010E+17' })).idNumber).toBeNull();
  });
});

function zerosThatAreRight(): string {
  const found = Array.from({ length: 999 }, (_, i) => withCheck(`9900002000${String(1 + i % 12).padStart(2, '0')}${String(1 + i % 28).padStart(2, '0')}${i % 10}00`)).find((number) => /^\d{15}000$/.test(number));
  if (found === undefined) throw new Error('no such number');
  return found;
}

describe('the rules of a row', () => {
  const anything = fc.record(Object.fromEntries((Object.keys(candidate(1)) as FieldKey[]).map((key) => [key, fc.oneof(fc.string({ unit: 'binary' }), fc.constant(candidate(1)[key] ?? ''))])));
  const first17 = fc.tuple(fc.date({ min: new Date('1940-01-01'), max: new Date('2010-12-31'), noInvalidDate: true }), fc.integer({ min: 0, max: 999 }))
    .map(([date, sequence]) => `990000${date.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`);

  test('never throw, and never let a control character into the store', () => {
    fc.assert(fc.property(anything, fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (values, extra) => {
      const checked = check(values, extra);
      const clean = [...Object.values(checked.fields), ...Object.values(checked.extra)].every((value) => !/[\p{Cc}\u202E]/u.test(value));
      expect(clean || checked.problems.some(({ code }) => code === 'control-character')).toBe(true);
    }), { numRuns: 500 });
  });

  test('judge a row the same when it is judged again by what was stored', () => {
    fc.assert(fc.property(anything, (values) => {
      const first = check(values);
      expect(check(first.fields).fields).toEqual(first.fields);
    }), { numRuns: 500 });
  });

  test('accept every right number and derive sex and birth date from it', () => {
    fc.assert(fc.property(first17, fc.constantFrom(...ID_TYPES.slice(0, 3)), (first, idType) => {
      const idNumber = withCheck(first);
      const checked = check(candidate(1, { idType, idNumber }));
      expect(checked.problems).toEqual([]);
      expect([checked.fields.sex, checked.fields.birthDate]).toEqual([sexOf(idNumber), birthDateOf(idNumber)]);
    }));
  });

  test('refuse every number of which one digit was mistyped', () => {
    fc.assert(fc.property(first17, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (first, at, by) => {
      const idNumber = withCheck(first);
      const mistyped = `${idNumber.slice(0, at)}${(Number(idNumber[at]) + by) % 10}${idNumber.slice(at + 1)}`;
      expect(check(candidate(1, { idNumber: mistyped })).problems.length).toBeGreaterThan(0);
    }));
  });
});
