import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadResourceTables } from '../../src-main/app/resource-tables';
import type { Correction, FieldCheck, MaterialDecision } from '../../src-main/domain/case-record';
import { circumstancesOf, holds, isCondition, PLAIN_CONDITIONS, requiredMaterials, type CircumstanceFacts } from '../../src-main/domain/conditions';
import type { Condition } from '../../src-main/domain/policy';

const policy = loadResourceTables('resources').policyDefaults;
const at = '2026-03-01T09:00:00+08:00';

const plain: CircumstanceFacts = {
  fields: { category: '110', name: '林若溪', idType: '居民身份证', graduatedOn: '2023-06', workUnit: '测试市第一医院', military: '否' },
  decisions: [], fieldChecks: [], corrections: [], examYear: 2026, categories: policy.categories,
};

function nameCheck(material: string, result: FieldCheck['result'], value = '林若溪'): FieldCheck {
  return { id: `${material}-${result}`, field: 'name', material, value, result, how: 'single', note: null, by: 's1', at };
}

function eduDecision(finding: MaterialDecision['finding'], code = 'EDU'): MaterialDecision {
  return { id: `${code}-${finding}`, code, decision: 'contested', finding, reason: null, by: 's1', at };
}

function correction(field: Correction['field'], state: Correction['state']): Correction {
  return {
    id: `${field}-${state}`, field, old: 'a', new: 'b', reason: 'r', evidence: [], state,
    requestedBy: 's1', requestedAt: at, decidedBy: null, decidedAt: null, decisionReason: null,
  };
}

function codesFor(facts: Partial<CircumstanceFacts>): string[] {
  return requiredMaterials(policy, circumstancesOf({ ...plain, ...facts })).map((material) => material.code);
}

const ALWAYS = ['ID', 'NOTICE', 'DIPLOMA', 'EDU', 'TRIAL', 'LICENCE'];

describe('what a candidate has to bring', () => {
  it('is the basic set for a physician with nothing special', () => {
    expect(codesFor({})).toEqual(ALWAYS);
  });

  it('grows by both certificates for an assistant who applies for physician', () => {
    const fields = { ...plain.fields, assistantCertificateNo: '202399210990000' };
    expect(codesFor({ fields })).toEqual([...ALWAYS, 'ASSISTANT_CERT', 'PRACTICE_CERT']);
  });

  it('does not grow by a number of blanks', () => {
    expect(codesFor({ fields: { ...plain.fields, assistantCertificateNo: '  ' } })).toEqual(ALWAYS);
  });

  it('grows by a commitment for who graduates in the exam year, and not the year before', () => {
    expect(codesFor({ fields: { ...plain.fields, graduatedOn: '2026-07' } })).toEqual([...ALWAYS, 'COMMITMENT']);
    expect(codesFor({ fields: { ...plain.fields, graduatedOn: '2025-07' } })).toEqual(ALWAYS);
  });

  it('names every reason for a material once', () => {
    const facts = { ...plain, fields: { ...plain.fields, graduatedOn: '2026-07' }, decisions: [eduDecision('certificationPending')] };
    const commitment = requiredMaterials(policy, circumstancesOf(facts)).find((material) => material.code === 'COMMITMENT');
    expect(commitment).toEqual({ code: 'COMMITMENT', because: ['freshGraduate', 'certificationPending'] });
  });
});

describe('a changed work unit', () => {
  it('asks for its proof once the correction is approved', () => {
    expect(codesFor({ corrections: [correction('workUnit', 'approved')] })).toContain('UNIT_PROOF');
  });

  it.each(['requested', 'refused', 'withdrawn'] as const)('asks for nothing while the correction is only %s', (state) => {
    expect(codesFor({ corrections: [correction('workUnit', state)] })).toEqual(ALWAYS);
  });

  it('is not a changed phone number', () => {
    expect(codesFor({ corrections: [correction('mobile', 'approved')] })).toEqual(ALWAYS);
  });
});

describe('a diploma in another name', () => {
  it.each(['DIPLOMA', 'EDU', 'DEGREE'])('asks for the certificate of the former name when %s shows it', (paper) => {
    expect(codesFor({ fieldChecks: [nameCheck(paper, 'differs')] })).toContain('FORMER_NAME');
  });

  it.each([['ID', 'differs'], ['TRIAL', 'differs'], ['DIPLOMA', 'equivalent'], ['DIPLOMA', 'unreadable']] as const)('is not a name on %s that is found %s', (paper, result) => {
    expect(codesFor({ fieldChecks: [nameCheck(paper, result)] })).toEqual(ALWAYS);
  });

  it('is forgotten when a later look finds the name the same', () => {
    expect(codesFor({ fieldChecks: [nameCheck('DIPLOMA', 'differs'), nameCheck('DIPLOMA', 'same')] })).toEqual(ALWAYS);
  });

  it('stays when only another paper agrees', () => {
    expect(codesFor({ fieldChecks: [nameCheck('DIPLOMA', 'differs'), nameCheck('EDU', 'same')] })).toContain('FORMER_NAME');
  });

  it('is open again when the registered name has been corrected since', () => {
    expect(codesFor({ fieldChecks: [nameCheck('DIPLOMA', 'differs', '林若西')] })).toEqual(ALWAYS);
  });
});

describe('a pending certification', () => {
  it('is a finding on the education certificate', () => {
    expect(codesFor({ decisions: [eduDecision('certificationPending')] })).toContain('COMMITMENT');
  });

  it('is neither another finding nor one on another paper', () => {
    expect(codesFor({ decisions: [eduDecision('other'), eduDecision('certificationPending', 'DIPLOMA')] })).toEqual(ALWAYS);
  });

  it('is over when a newer decision has no finding', () => {
    expect(codesFor({ decisions: [eduDecision('certificationPending'), eduDecision(null)] })).toEqual(ALWAYS);
  });
});

describe('conditions', () => {
  it.each<[Condition, boolean]>([
    ['always', true], ['military', false], ['category = 110', true], ['category = 210', false],
    ['category.group = physician', true], ['category.group = assistant', false], ['idType = 居民身份证', true], ['idType = 护照', false],
  ])('%s is %s for a physician with a resident card', (condition, expected) => {
    expect(holds(condition, circumstancesOf(plain))).toBe(expected);
  });

  it('know a soldier', () => {
    expect(holds('military', circumstancesOf({ ...plain, fields: { ...plain.fields, military: '是' } }))).toBe(true);
  });

  it('hold in no group when the category is unknown', () => {
    const circumstances = circumstancesOf({ ...plain, fields: { category: '999' } });
    expect((['physician', 'assistant', 'apprenticeship'] as const).some((group) => holds(`category.group = ${group}`, circumstances))).toBe(false);
  });

  it('are read in one spelling only', () => {
    const nearly = fc.tuple(fc.constantFrom('category.group', 'category', 'idType', 'sex', ''), fc.constantFrom(' = ', '=', ' =', '  = '), fc.constantFrom('110', ' 110', '', '护照', 'a b'))
      .map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(fc.string(), nearly, fc.constantFrom(...PLAIN_CONDITIONS)), (text) => {
      const known = (PLAIN_CONDITIONS as readonly string[]).includes(text) || /^(category\.group|category|idType) = \S(.*\S)?$/su.test(text);
      expect(isCondition(text)).toBe(known);
    }));
  });
});

describe('for every policy and every case', () => {
  const condition = fc.constantFrom<Condition>(...PLAIN_CONDITIONS, 'category = 110', 'category = 341', 'category.group = assistant', 'idType = 护照');
  const required = fc.array(fc.record({ when: condition, materials: fc.array(fc.constantFrom('ID', 'DIPLOMA', 'EDU', 'COMMITMENT'), { maxLength: 4 }) }), { maxLength: 8 });
  const facts = fc.record({
    fields: fc.record({
      category: fc.constantFrom('110', '210', '341', '999'), name: fc.constantFrom('林若溪', '周子衡'), idType: fc.constantFrom('居民身份证', '护照'),
      graduatedOn: fc.constantFrom('2025-07', '2026-07', ''), military: fc.constantFrom('是', '否', ''), assistantCertificateNo: fc.constantFrom('', '1'),
    }),
    decisions: fc.array(fc.constantFrom(eduDecision('certificationPending'), eduDecision(null), eduDecision('other')), { maxLength: 4 }),
    fieldChecks: fc.array(fc.constantFrom(nameCheck('DIPLOMA', 'differs'), nameCheck('DIPLOMA', 'same'), nameCheck('EDU', 'differs', '周子衡')), { maxLength: 5 }),
    corrections: fc.array(fc.constantFrom(correction('workUnit', 'approved'), correction('workUnit', 'refused')), { maxLength: 3 }),
    examYear: fc.constant(2026), categories: fc.constant(policy.categories),
  });

  it('a material is asked for exactly when one of its conditions holds, once, and for all of them', () => {
    fc.assert(fc.property(required, facts, (list, given) => {
      const circumstances = circumstancesOf(given);
      const asked = requiredMaterials({ required: list }, circumstances);
      expect(new Set(asked.map((material) => material.code)).size).toBe(asked.length);
      for (const code of ['ID', 'DIPLOMA', 'EDU', 'COMMITMENT'] as const) {
        const reasons = list.filter((entry) => entry.materials.includes(code) && holds(entry.when, circumstances)).map((entry) => entry.when);
        expect(asked.find((material) => material.code === code)?.because ?? []).toEqual([...new Set(reasons)]);
      }
    }));
  });
});
