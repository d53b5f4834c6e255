import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvFile, neutralised } from '../../src-main/packages/result-csv';
import { evidenceName } from '../../src-main/packages/result-paths';
import { correctionRow, findRareNameRow, findSupplementRow, resultRow, type TableContext } from '../../src-main/packages/result-tables';
import type { CaseRecord } from '../../src-main/domain/case-record';
import type { CaseListRow } from '../../src-main/storage/store';
import { FIELDS, NO, STAFF_NAMES, UNIT_CORRECTION, samplePolicy, sampleRecord } from '../documents/signed-case';

const context: TableContext = { policy: samplePolicy(), staffName: (id) => (STAFF_NAMES as Record<string, string>)[id] ?? id, today: '2026-03-02' };
const row: CaseListRow = { registrationNo: NO, name: FIELDS.name!, idNumber: '', category: '110', workUnit: '', point: '', state: 'waiting', photo: null, claim: null, supplementUntil: null, updatedAt: null };

describe('a CSV of the package', () => {
  it('begins with a byte order mark and ends its lines as RFC 4180 says', () => {
    expect(Buffer.from(csvFile(['报名序号'], [['1']])).toString()).toBe('\uFEFF报名序号\r\n1\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('makes %s harmless', (value) => {
    expect(neutralised(value)).toBe(`'${value}`);
  });

  it('leaves other values alone and gives everything back', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
      const back = parse(Buffer.from(csvFile(['甲', '乙'], rows)), { bom: true, relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
      expect(back.slice(1)).toEqual(rows.map((values) => values.map(neutralised)));
    }));
  });
});

describe('results.csv', () => {
  const result = (change: Partial<CaseRecord>): string[] => resultRow(row, sampleRecord(change), context);

  it.each<[CaseRecord['state'], string]>([['refused', '考点退回'], ['supplementOwed', '待补'], ['checkedIn', '未完成'], ['inReview', '未完成'], ['readyToSign', '未完成']])('calls %s %s', (state, word) => {
    expect(result({ state })[2]).toBe(word);
  });

  it('calls a candidate who never came 未到 and leaves the rest empty', () => {
    expect(resultRow(row, null, context)).toEqual([NO, FIELDS.name, '未到', '', '', '', '', '', '']);
  });

  it('names reviewers, time, revision and the seal of a signed case', () => {
    const seal = { content: '', sha256: 'a'.repeat(64), signature: '', deskId: 'desk-1', signedAt: '2026-03-01T09:12:33+08:00', sheetRevision: 2 };
    expect(result({ state: 'signed', seal })).toEqual([NO, FIELDS.name, '考点通过', '', '李审核', '王复审', '2026-03-01T09:12:33+08:00', '2', 'a'.repeat(64)]);
  });

  it('says why: what is missing until when, and what was wrong', () => {
    expect(result({ state: 'supplementOwed', supplement: { missing: ['EDU'], lastDay: '2026-03-05', reason: '' } })[3]).toBe('缺 学历证书电子注册备案表；最迟 2026-03-05');
    expect(result({ state: 'refused', refusal: { reason: '替考', impostor: true, returned: [] } })[3]).toBe('人证不符；替考');
  });
});

describe('the other tables', () => {
  it('tell a correction with its proofs by their names in the package', () => {
    const sha256 = UNIT_CORRECTION.evidence[0]!.sha256;
    const name = evidenceName('UNIT_PROOF', 1, sha256, 'image/jpeg');
    expect(correctionRow(sampleRecord(), UNIT_CORRECTION, [{ name, sha256 }], context)).toEqual([
      NO, '工作单位', UNIT_CORRECTION.old, UNIT_CORRECTION.new, UNIT_CORRECTION.reason, name, '李审核', '赵审批', UNIT_CORRECTION.decidedAt, '同意',
    ]);
  });

  it('list who still owes papers, and who is past the day', () => {
    const owing = sampleRecord({ state: 'supplementOwed', supplement: { missing: ['EDU'], lastDay: '2026-03-01', reason: '过期' } });
    expect(findSupplementRow(row, owing, context)).toEqual([NO, FIELDS.name, '学历证书电子注册备案表', '2026-03-01', '是', '过期']);
    expect(findSupplementRow(row, owing, { ...context, today: '2026-03-01' })?.[4]).toBe('否');
    expect(findSupplementRow(row, sampleRecord(), context)).toBeNull();
  });

  it('list names that other systems cannot write, with code points', () => {
    expect(findRareNameRow(sampleRecord(), [])).toEqual([NO, FIELDS.name, FIELDS.name, 'U+36C3 U+2CB4E', '', '']);
    const plain = sampleRecord();
    const named = (received: string, name: string): CaseRecord => ({ ...plain, registration: { ...plain.registration, received: { ...FIELDS, name: received }, fields: { ...FIELDS, name } } });
    expect(findRareNameRow(named('张三', '张三'), [])).toBeNull();
    expect(findRareNameRow(named('张?', '张三'), [])?.slice(1, 4)).toEqual(['张?', '张三', '']);
  });

  it('names evidence by code, number and digest, and nothing that anyone typed', () => {
    const sha256 = `abcdef012345${'0'.repeat(52)}`;
    expect(evidenceName('ID', 2, sha256, 'image/png')).toBe('evidence/ID_2-abcdef012345.png');
    expect(evidenceName('../李', 1, sha256, 'text/html')).toBe('evidence/OTHER_1-abcdef012345.bin');
  });
});
