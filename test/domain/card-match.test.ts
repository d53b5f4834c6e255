import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCard, withAnswers, withoutValues, type CardJudgement, type CardToJudge, type IdentityField } from '../../src-main/domain/card-match';
import type { FieldValues } from '../../src-main/domain/fields';
import { numbersOn, type IdCard } from '../../src-main/domain/id-card';
import { oldForeignerNumber } from '../../src-main/domain/id-number';
import type { IdentityDocumentRule } from '../../src-main/domain/policy';
import { citizenCard, foreignerCard2017, foreignerCard2023, residencePermitCard } from '../support/simulated-card-reader';

const ACCEPTED: IdentityDocumentRule = { accepted: 'yes', chip: 'required', expired: 'refuse' };
const NATIONS = [{ code: '01', name: '汉族', short: '汉', en: 'Han' }, { code: '11', name: '满族', short: '满', en: 'Manchu' }];
const REGISTERED: FieldValues = {
  name: '测试甲', idType: '居民身份证', idNumber: '990000200001010012', sex: '男', birthDate: '2000-01-01', nation: '汉族',
};

function judge(card: IdCard, registration: FieldValues = REGISTERED, changes: Partial<CardToJudge> = {}): CardJudgement {
  const identityDocuments = { residentId: ACCEPTED, residencePermit: ACCEPTED, foreignResidentId: ACCEPTED };
  return judgeCard({ card, registration, identityDocuments, nations: NATIONS, today: '2026-03-01', ...changes });
}

function verdictOf(judgement: CardJudgement, field: IdentityField): string {
  const found = judgement.results.find((result) => result.field === field);
  return [found?.result ?? 'absent', found?.why].filter(Boolean).join(': ');
}

describe('a card beside the registration of its holder', () => {
  it('passes, field by field, with both values for the screen', () => {
    expect(judge(citizenCard())).toEqual({
      passed: true,
      validity: 'valid',
      document: 'residentId',
      results: [
        { field: 'documentKind', result: 'same', why: null, onCard: '居民身份证', registered: '居民身份证' },
        { field: 'validity', result: 'same', why: null, onCard: '2020-01-01 – 长期', registered: '' },
        { field: 'idNumber', result: 'same', why: null, onCard: '990000200001010012', registered: '990000200001010012' },
        { field: 'name', result: 'same', why: null, onCard: '测试甲', registered: '测试甲' },
        { field: 'sex', result: 'same', why: null, onCard: '男', registered: '男' },
        { field: 'birthDate', result: 'same', why: null, onCard: '2000-01-01', registered: '2000-01-01' },
        { field: 'nation', result: 'same', why: null, onCard: '汉族', registered: '汉族' },
      ],
    });
  });

  it('is stored without any value of it', () => {
    const { results } = judge(citizenCard());
    expect(withoutValues(results)[2]).toEqual({ field: 'idNumber', result: 'same', why: null });
    expect(JSON.stringify(withoutValues(results))).not.toMatch(/测试甲|990000|2000-01-01/);
  });

  it('passes with another dot in the name, and says so', () => {
    const judgement = judge(citizenCard({ name: '测试·甲' }), { ...REGISTERED, name: '测试.甲' });
    expect([judgement.passed, verdictOf(judgement, 'name')]).toEqual([true, 'equivalent: dots']);
  });

  it('does not pass with another name', () => {
    const judgement = judge(citizenCard({ name: '测试乙' }));
    expect([judgement.passed, verdictOf(judgement, 'name')]).toEqual([false, 'differs']);
  });
});

describe('the number', () => {
  it('must be the registered one', () => {
    const judgement = judge(citizenCard({ idNumber: '990000200001010020', sexCode: '2' }), { ...REGISTERED, sex: '女' });
    expect([judgement.passed, verdictOf(judgement, 'idNumber')]).toEqual([false, 'differs']);
  });

  it('may be registered with a small x', () => {
    const card = citizenCard({ idNumber: '99000020000101008X', sexCode: '2' });
    const judgement = judge(card, { ...REGISTERED, idNumber: '99000020000101008x', sex: '女' });
    expect([judgement.passed, verdictOf(judgement, 'idNumber')]).toEqual([true, 'equivalent: letterCase']);
  });

  it('does not pass when its check character fails, whatever the registration says', () => {
    const idNumber = '990000200001010013';
    const judgement = judge(citizenCard({ idNumber }), { ...REGISTERED, idNumber });
    expect([judgement.passed, verdictOf(judgement, 'idNumber')]).toEqual([false, 'differs: checkCharacter']);
  });

  it('does not pass when the chip contradicts it', () => {
    const judgement = judge(citizenCard({ sexCode: '2', birthDate: '2000-01-02' }), { ...REGISTERED, sex: '女', birthDate: '2000-01-02' });
    expect([judgement.passed, verdictOf(judgement, 'sex'), verdictOf(judgement, 'birthDate')]).toEqual([
      false, 'differs: contradictsNumber', 'differs: contradictsNumber',
    ]);
  });

  it('of the old foreigner form warns of a wrong check digit and passes', () => {
    const idNumber = 'XYZ310000010114';
    const registration = { idType: '外国人永久居留身份证', idNumber, name: '测试丙', sex: '男', birthDate: '1900-01-01' };
    const judgement = judge(foreignerCard2017({ idNumber }), registration);
    expect([judgement.passed, verdictOf(judgement, 'idNumber')]).toEqual([true, 'same: oldNumberCheck']);
  });
});

describe("the number of a foreigner's old card", () => {
  const registered: FieldValues = { name: '测试丁', idType: '外国人永久居留身份证', idNumber: 'XYZ310000010115', sex: '女', birthDate: '1900-01-01' };

  it('is tied to the new card, and a human compares', () => {
    expect(oldForeignerNumber(foreignerCard2023())).toBe('XYZ310000010115');
    expect(numbersOn(foreignerCard2023())).toEqual(['931999190001010009', 'XYZ310000010115']);
    expect(verdictOf(judge(foreignerCard2023(), registered), 'idNumber')).toBe('needsHuman: oldNumber');
  });

  it('differs when it is tied to another card', () => {
    expect(verdictOf(judge(foreignerCard2023({ oldNumberAssociation: '002' }), registered), 'idNumber')).toBe('differs');
  });

  it.each([{ oldNumberAssociation: '' }, { nationality: '' }, { oldNumberAssociation: 'ABC' }, { idNumber: '' }])('is not made up from a card that does not tell enough: %j', (changes) => {
    expect(numbersOn(foreignerCard2023(changes))).toHaveLength(1);
  });
});

describe('sex and birth date', () => {
  it.each(['0', '9', '', 'X'])('need a human when the chip does not state the sex: code "%s"', (sexCode) => {
    const judgement = judge(citizenCard({ sexCode }));
    expect([judgement.passed, verdictOf(judgement, 'sex')]).toEqual([false, 'needsHuman: notOnCard']);
  });

  it('need a human when the registration does not have them', () => {
    const judgement = judge(citizenCard(), { ...REGISTERED, sex: '', birthDate: '' });
    expect([verdictOf(judgement, 'sex'), verdictOf(judgement, 'birthDate')]).toEqual(['needsHuman: notRegistered', 'needsHuman: notRegistered']);
  });

  it('do not pass when the registration says otherwise', () => {
    const judgement = judge(citizenCard(), { ...REGISTERED, sex: '女', birthDate: '2000-01-02' });
    expect([judgement.passed, verdictOf(judgement, 'sex'), verdictOf(judgement, 'birthDate')]).toEqual([false, 'differs', 'differs']);
  });
});

describe('the nation', () => {
  it.each([['汉', 'equivalent: otherForm'], ['01', 'equivalent: otherForm'], ['满族', 'differs'], ['', 'needsHuman: notRegistered']])(
    'registered as "%s" is told as %s and does not decide who a person is', (nation, verdict) => {
      const judgement = judge(citizenCard(), { ...REGISTERED, nation });
      expect([judgement.passed, verdictOf(judgement, 'nation')]).toEqual([true, verdict]);
    });

  it('with an unknown code is shown with the code and needs a human', () => {
    const nation = judge(citizenCard({ nationCode: '58' })).results.find(({ field }) => field === 'nation');
    expect(nation).toMatchObject({ onCard: '其他(58)', result: 'needsHuman', why: 'unknownCode' });
  });
});

describe('the days of a card', () => {
  it.each([
    ['2020-01-01', '2026-03-01', 'valid', 'same'],
    ['2026-03-01', '长期', 'valid', 'same'],
    ['2020-01-01', '2026-02-28', 'expired', 'differs: expired'],
    ['2026-03-02', '2036-03-02', 'notYet', 'differs: notYetValid'],
    ['2020-01-01', null, 'unknown', 'needsHuman: notOnCard'],
    [null, '2036-03-02', 'unknown', 'needsHuman: notOnCard'],
    [null, '2026-02-28', 'expired', 'differs: expired'],
  ] as const)('from %s until %s make it %s on 2026-03-01', (validFrom, validUntil, validity, verdict) => {
    const judgement = judge(citizenCard({ validFrom, validUntil }));
    expect([judgement.validity, verdictOf(judgement, 'validity'), judgement.passed]).toEqual([validity, verdict, validity === 'valid']);
  });

  it('that are over are left to an approver where the policy says so', () => {
    const judgement = judge(citizenCard({ validUntil: '2026-02-28' }), REGISTERED, { identityDocuments: { residentId: { ...ACCEPTED, expired: 'approver' } } });
    expect([judgement.passed, verdictOf(judgement, 'validity')]).toEqual([false, 'differs: expired,approverDecides']);
  });
});

describe('the kind of card', () => {
  it('must be the one registered', () => {
    const judgement = judge(citizenCard(), { ...REGISTERED, idType: '护照' });
    expect([judgement.passed, verdictOf(judgement, 'documentKind')]).toEqual([false, 'differs: otherDocument']);
  });

  it.each([
    [undefined, 'differs: notAccepted'],
    [{ ...ACCEPTED, accepted: 'no' }, 'differs: notAccepted'],
    [{ ...ACCEPTED, accepted: 'approver' }, 'differs: approverDecides'],
  ] as const)('must be accepted by the site: %j', (rule, verdict) => {
    const judgement = judge(citizenCard(), REGISTERED, { identityDocuments: rule === undefined ? {} : { residentId: rule } });
    expect([judgement.passed, verdictOf(judgement, 'documentKind')]).toEqual([false, verdict]);
  });

  it('may be a residence permit, which tells no nation', () => {
    const registration = { idType: '港澳台居民居住证', idNumber: '81000019000101000X', name: '测试乙', sex: '女', birthDate: '1900-01-01' };
    const judgement = judge(residencePermitCard({ validUntil: '2030-01-01' }), registration);
    expect([judgement.passed, verdictOf(judgement, 'nation')]).toEqual([true, 'absent']);
  });

  it.each(['测试丁', 'TEST, PERSON', 'Test,Person'])('may be a foreigner card with either of its names registered: %s', (name) => {
    const registration = { idType: '外国人永久居留身份证', idNumber: '931999190001010009', name, sex: '女', birthDate: '1900-01-01' };
    expect(judge(foreignerCard2023(), registration).passed).toBe(true);
  });

  it('shows both names of a foreigner card when neither is registered', () => {
    const registration = { idType: '外国人永久居留身份证', idNumber: '931999190001010009', name: '测试甲', sex: '女', birthDate: '1900-01-01' };
    const judgement = judge(foreignerCard2023(), registration);
    expect(judgement.results.find(({ field }) => field === 'name')).toMatchObject({ result: 'differs', onCard: '测试丁 / TEST, PERSON' });
  });
});

describe("a person's answer", () => {
  const doubtful = (): CardJudgement => judge(citizenCard({ name: '测试翀' }), { ...REGISTERED, name: '测试?' });

  it('is needed before a doubtful name passes', () => {
    expect([doubtful().passed, verdictOf(doubtful(), 'name')]).toEqual([false, 'needsHuman: untypedCharacter']);
  });

  it('"the same" passes and leaves its trace', () => {
    const judgement = withAnswers(doubtful(), { name: true });
    expect([judgement.passed, verdictOf(judgement, 'name')]).toEqual([true, 'equivalent: untypedCharacter,seenByHuman']);
  });

  it('"another" does not pass', () => {
    const judgement = withAnswers(doubtful(), { name: false });
    expect([judgement.passed, verdictOf(judgement, 'name')]).toEqual([false, 'differs: untypedCharacter,seenByHuman']);
  });

  it('cannot turn a difference into the same', () => {
    const judgement = judge(citizenCard({ name: '测试乙' }));
    expect(withAnswers(judgement, { name: true, idNumber: true })).toEqual(judgement);
  });
});

describe('any card at all', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const text = (own: string): fc.Arbitrary<string> => fc.oneof(fc.constant(own), fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom(`${own} `, `${own}甲`, '', '?', '\uE000'));
  const card = fc.record({
    name: text('测试甲'), sexCode: fc.constantFrom('1', '1', '1', '2', '9'), birthDate: fc.oneof(fc.constant('2000-01-01'), fc.constant('2000-01-01'), fc.constant(null), day), nationCode: fc.constantFrom('01', '11', '58'),
    idNumber: fc.oneof(fc.constant('990000200001010012'), fc.constant('990000200001010013'), text('990000200001010020')), validFrom: fc.oneof(day, fc.constant(null)), validUntil: fc.oneof(day, fc.constant('长期' as const), fc.constant(null)),
  }).map((changes) => citizenCard(changes));

  it('passes only as its holder’s: same number, sex and birth date, a name that no human has to judge, and a day within its own', () => {
    let passed = 0;
    fc.assert(fc.property(card, day, (read, today) => {
      const judgement = judge(read, REGISTERED, { today });
      if (!judgement.passed) return;
      passed += 1;
      expect([read.idNumber, read.sexCode, read.birthDate, read.name.replace(/\s/g, '')]).toEqual(['990000200001010012', '1', '2000-01-01', '测试甲']);
      expect(read.validFrom! <= today && (read.validUntil === '长期' || today <= read.validUntil!)).toBe(true);
    }), { numRuns: 5_000 });
    expect(passed).toBeGreaterThan(0);
  });

  it('passes by no answer of a person where something differs, and always tells why something needs one', () => {
    fc.assert(fc.property(card, day, fc.dictionary(fc.constantFrom('name', 'idNumber', 'sex', 'birthDate', 'validity', 'documentKind'), fc.constant(true)), (read, today, answers) => {
      const judgement = judge(read, REGISTERED, { today });
      const differing = judgement.results.some(({ field, result }) => field !== 'nation' && result === 'differs');
      if (differing) expect(withAnswers(judgement, answers).passed).toBe(false);
      for (const { result, why } of judgement.results) if (result === 'needsHuman' || result === 'equivalent') expect(why).not.toBeNull();
    }));
  });
});
