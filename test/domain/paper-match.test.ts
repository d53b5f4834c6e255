import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityField } from '../../src-main/domain/card-match';
import type { FieldValues } from '../../src-main/domain/fields';
import { idCheckCharacter } from '../../src-main/domain/id-number';
import { SHOWN_DOCUMENT_KINDS, SHOWN_DOCUMENTS, type ShownDocument } from '../../src-main/domain/identity-documents';
import { judgePaper, withAnswersOnPaper, type PaperJudgement } from '../../src-main/domain/paper-match';
import type { PassportZone } from '../../src-main/domain/passport-zone';
import type { IdentityDocumentRule } from '../../src-main/domain/policy';
import { PAPER_RULES, papersFor, reasonAgainstIdentifier, reasonAgainstTyped, type ShownPaper, type TypedPaper } from '../../src-main/domain/shown-paper';
import { testPolicy } from '../support/default-policy';

const { identityDocuments } = testPolicy();
const TODAY = '2026-03-02';
const REGISTERED: FieldValues = {
  registrationNo: '20269901000001', name: '测试甲', idType: '居民身份证', idNumber: '990000200001010012', sex: '男', birthDate: '2000-01-01', mobile: '13900000001',
};

function typed(change: Partial<TypedPaper> = {}): TypedPaper {
  return { document: 'temporaryId', name: '测试甲', number: '990000200001010012', validFrom: '2026-02-01', validUntil: '2026-05-01', ...change };
}

const ZONE: PassportZone = { number: 'E99000001', surname: 'CESHI', givenNames: 'ANNA MARIA', isNameCut: false, sex: 'female', birth: '990102', expiry: '300101' };
const ABROAD: FieldValues = { ...REGISTERED, idType: '护照', idNumber: 'E99000001', name: 'Ceshi Anna Maria', sex: '女', birthDate: '1999-01-02' };
const passport = (change: Partial<PassportZone> = {}): ShownPaper => ({ document: 'passport', zone: { ...ZONE, ...change } });

function judge(paper: ShownPaper, registration: FieldValues = REGISTERED, rule: Partial<IdentityDocumentRule> = {}): PaperJudgement {
  const documents = { ...identityDocuments, [paper.document]: { ...identityDocuments[paper.document]!, ...rule } };
  return judgePaper({ paper, registration, identityDocuments: documents, today: TODAY });
}

function verdictOf(judgement: PaperJudgement, field: IdentityField): string {
  const found = judgement.results.find((result) => result.field === field);
  return [found?.result ?? 'absent', found?.why].filter(Boolean).join(': ');
}

describe('a temporary ID', () => {
  it('stands in for the card it replaces, with an approver’s consent', () => {
    const judgement = judge(typed());
    expect(judgement).toMatchObject({ passed: true, validity: 'valid', consent: ['kind'] });
    expect(judgement.results.map(({ field }) => verdictOf(judgement, field))).toEqual(['equivalent: standsIn', 'same', 'same', 'same', 'same', 'same']);
  });

  it('is judged by sex and birth date of its own number', () => {
    const judgement = judge(typed(), { ...REGISTERED, sex: '女', birthDate: '2000-01-10' });
    expect([verdictOf(judgement, 'sex'), verdictOf(judgement, 'birthDate'), judgement.passed]).toEqual(['differs', 'differs', false]);
  });

  it.each<[string, Partial<TypedPaper>, string, boolean]>([
    ['ran out yesterday', { validUntil: '2026-03-01' }, 'differs: expired', false],
    ['runs out today', { validFrom: null, validUntil: TODAY }, 'same', true],
    ['begins tomorrow', { validFrom: '2026-03-03', validUntil: '2026-06-01' }, 'differs: notYetValid', false],
    ['would hold for longer than three months', { validUntil: '2026-05-02' }, 'needsHuman: tooLongForTemporary', false],
    ['would hold for longer than three months from today, its first day unknown', { validFrom: null, validUntil: '2026-06-03' }, 'needsHuman: tooLongForTemporary', false],
    ['would hold for ever', { validUntil: '长期' }, 'needsHuman: tooLongForTemporary', false],
    ['was issued at the end of a long month', { validFrom: '2026-01-31', validUntil: '2026-04-30' }, 'same', true],
  ])('that %s is told as such', (_, change, verdict, passed) => {
    const judgement = judge(typed(change));
    expect([verdictOf(judgement, 'validity'), judgement.passed]).toEqual([verdict, passed]);
  });

  it('that has run out passes with an approver where the site says so, and the difference stays on record', () => {
    const judgement = judge(typed({ validUntil: '2026-03-01' }), REGISTERED, { expired: 'approver' });
    expect(judgement).toMatchObject({ passed: true, validity: 'expired', consent: ['kind', 'expired'] });
    expect(verdictOf(judgement, 'validity')).toBe('differs: expired,approverDecides');
  });

  it('helps nobody who registered with a passport', () => {
    const judgement = judge(typed(), { ...REGISTERED, idType: '护照' });
    expect([verdictOf(judgement, 'documentKind'), judgement.passed]).toEqual(['differs: otherDocument', false]);
  });

  it('is not taken where the site takes none, whoever consents', () => {
    const judgement = judge(typed(), REGISTERED, { accepted: 'no' });
    expect([verdictOf(judgement, 'documentKind'), judgement.passed]).toEqual(['differs: notAccepted', false]);
    expect(papersFor('居民身份证', { ...identityDocuments, temporaryId: { ...identityDocuments.temporaryId!, accepted: 'no' } })).toEqual(['residentId', 'policeCertificate']);
  });
});

describe('a card whose chip cannot be read', () => {
  it('passes by its number, its name and an approver, because the site wants the chip', () => {
    expect(judge(typed({ document: 'residentId', validUntil: '长期' }))).toMatchObject({ passed: true, consent: ['chipNotRead'] });
  });

  it('passes by the clerk alone where the site leaves the chip open', () => {
    expect(judge(typed({ document: 'residentId', validUntil: '长期' }), REGISTERED, { chip: 'optional' })).toMatchObject({ passed: true, consent: [] });
  });

  it('is compared with the same equivalences and the same doubts as a chip', () => {
    const name = (onPaper: string, registered: string): string => verdictOf(judge(typed({ name: onPaper }), { ...REGISTERED, name: registered }), 'name');
    expect([name('测试·甲', '测试.甲'), name('测试𬭎', '测试?'), name('测试甲', '测试乙')]).toEqual(['equivalent: dots', 'needsHuman: untypedCharacter', 'differs']);
  });

  it('wants something that does not stand on it', () => {
    const against = (value: string, kind: 'registrationNo' | 'mobile' | 'diplomaNo' = 'mobile'): string | undefined => reasonAgainstIdentifier('residentId', { kind, value }, REGISTERED)?.code;
    expect([against(' 139 0000 0001'), against('２０２６９９０１０００００１', 'registrationNo')]).toEqual([undefined, undefined]);
    expect([against('13900000002'), against(''), against('99', 'diplomaNo')]).toEqual(['second-identifier-differs', 'second-identifier-missing', 'second-identifier-unknown']);
    expect(reasonAgainstIdentifier('residentId', null, REGISTERED)?.code).toBe('second-identifier-missing');
  });

  it.each<[string, Partial<TypedPaper>, string | undefined]>([
    ['spaces and full width', { number: '９９００００ 20000101 0012' }, undefined],
    ['a wrong digit', { number: '990000200001010013' }, 'typed-number-wrong'],
    ['a digit too few', { number: '99000020000101001' }, 'typed-number-wrong'],
    ['no last day', { validUntil: null }, 'last-day-missing'],
    ['its days turned round', { validFrom: '2026-05-01', validUntil: '2026-02-01' }, 'days-turned'],
  ])('typed with %s is told at the form', (_, change, code) => {
    expect(reasonAgainstTyped(typed({ document: 'residentId', ...change }))?.code).toBe(code);
  });
});

describe('a police certificate', () => {
  it('has no last day: a person looks whether it still holds, then an approver consents', () => {
    const paper = typed({ document: 'policeCertificate', validFrom: null, validUntil: null });
    expect(reasonAgainstTyped(paper)).toBeNull();
    const judgement = judge(paper);
    expect([verdictOf(judgement, 'validity'), judgement.passed, judgement.validity]).toEqual(['needsHuman: lookAtPaper', false, 'unknown']);
    expect(withAnswersOnPaper(judgement, { validity: true })).toMatchObject({ passed: true, consent: ['kind'] });
    expect(withAnswersOnPaper(judgement, { validity: false }).passed).toBe(false);
  });
});

describe('a passport', () => {
  it('passes by its lines alone, where the registration writes the same letters', () => {
    expect(judge(passport(), ABROAD)).toMatchObject({ passed: true, validity: 'valid', consent: [] });
  });

  it.each<[string, PassportZone | Partial<PassportZone>, Partial<FieldValues>, IdentityField, string]>([
    ['in Chinese characters', {}, { name: '安娜' }, 'name', 'needsHuman: latinOnly'],
    ['with an accent', { surname: 'MUELLER' }, { name: 'Müller Anna Maria' }, 'name', 'needsHuman: latinOnly'],
    ['with its words turned round', {}, { name: 'Anna Maria Ceshi' }, 'name', 'needsHuman: wordOrder'],
    ['longer than the lines have room for', { isNameCut: true, givenNames: 'ANNA MAR' }, {}, 'name', 'needsHuman: nameCut'],
    ['of somebody else', { surname: 'OTHER' }, {}, 'name', 'differs'],
    ['without a sex', { sex: null }, {}, 'sex', 'needsHuman: lookAtPaper'],
    ['without a birth date', { birth: null }, {}, 'birthDate', 'needsHuman: lookAtPaper'],
    ['that has run out', { expiry: '260301' }, {}, 'validity', 'differs: expired'],
    ['of another number', { number: 'E99000002' }, {}, 'idNumber', 'differs'],
  ])('%s is no silent yes', (_, zone, registered, field, verdict) => {
    const judgement = judge(passport(zone), { ...ABROAD, ...registered });
    expect([verdictOf(judgement, field), judgement.passed]).toEqual([verdict, false]);
  });

  it('tells the century of a birth by what lies in the past', () => {
    expect(judge(passport({ birth: '260302' }), { ...ABROAD, birthDate: '2026-03-02' }).passed).toBe(true);
    expect(judge(passport({ birth: '260303' }), { ...ABROAD, birthDate: '1926-03-03' }).passed).toBe(true);
  });
});

describe('whatever paper is shown', () => {
  const anyDay = fc.date({ min: new Date('1930-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const anyNumber = fc.tuple(anyDay, fc.integer({ min: 0, max: 999 })).map(([day, n]) => {
    const first17 = `990000${day.replaceAll('-', '')}${String(n).padStart(3, '0')}`;
    return `${first17}${idCheckCharacter(first17)}`;
  });
  const anyPaper = fc.record({
    document: fc.constantFrom(...SHOWN_DOCUMENT_KINDS.filter((kind): kind is TypedPaper['document'] => kind !== 'passport')), name: fc.string({ maxLength: 8 }), number: anyNumber,
    validFrom: fc.option(anyDay), validUntil: fc.option(anyDay),
  });
  const everyAnswer = { name: true, idNumber: true, sex: true, birthDate: true, validity: true, documentKind: true };

  it('never passes with another number, name, sex or birth date, whatever is answered', () => {
    fc.assert(fc.property(anyPaper, (paper) => {
      const judgement = withAnswersOnPaper(judge(paper, { ...REGISTERED, idType: SHOWN_DOCUMENTS[paper.document] }), everyAnswer);
      return !judgement.passed || paper.number === REGISTERED.idNumber;
    }));
  });

  it('is recorded with a word of the sealed form, and never as read from a chip', () => {
    expect([...new Set(SHOWN_DOCUMENT_KINDS.map((kind: ShownDocument) => PAPER_RULES[kind].method))]).toEqual(['document', 'temporaryId', 'policeCertificate']);
  });

  it.each(['temporaryId', 'policeCertificate'] as const)('a %s wants an approver also where the policy takes it from the clerk alone', (document) => {
    expect(judge(typed({ document }), REGISTERED, { accepted: 'yes' })).toMatchObject({ passed: true, consent: ['kind'] });
  });

  it('wants an approver by its kind or where the policy names one, its chip was asked for, or it has run out', () => {
    fc.assert(fc.property(anyPaper, fc.constantFrom('yes', 'approver'), fc.constantFrom('required', 'optional', 'none'), (paper, accepted, chip) => {
      const judgement = judge(paper, REGISTERED, { accepted, chip, expired: 'approver' });
      const expected = [(accepted === 'approver' || ['temporaryId', 'policeCertificate'].includes(paper.document)) && 'kind', chip === 'required' && 'chipNotRead', judgement.validity === 'expired' && 'expired'].filter((why) => why !== false);
      expect(judgement.consent).toEqual(expected);
    }));
  });
});
