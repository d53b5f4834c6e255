import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPassportLines } from '../../src-main/devices/passport-lines';
import { documentOf } from '../../src-main/domain/id-card';
import { decodeCardText, encodeCardText } from '../../src-main/domain/id-card-text';
import { birthDateOf, hasValidCheckCharacter, hasValidOldForeignerCheck, sexOf } from '../../src-main/domain/id-number';
import { SHOWN_DOCUMENTS } from '../../src-main/domain/identity-documents';
import { birthDayOf, expiryDayOf } from '../../src-main/domain/passport-zone';
import { registrationCodes } from '../../src-main/domain/registration-codes';
import { checkRegistrationRow } from '../../src-main/domain/registration-row';
import { sampleCandidate } from '../../src-main/packages/sample-candidates';
import { sampleCard, sampleStory } from '../../src-main/packages/sample-story';
import { tables } from '../support/default-policy';

const codes = registrationCodes(tables, tables.policyDefaults.categories);
const anyone = fc.record({ index: fc.integer({ min: 0, max: 99_999 }), examYear: fc.integer({ min: 2024, max: 2035 }), seed: fc.integer({ min: 0, max: 1000 }) });

function person({ index, examYear, seed }: { index: number; examYear: number; seed: number }) {
  return sampleCandidate(index, { examYear, seed, nations: tables.nations });
}

describe('everybody in the sample', () => {
  it('lives where nobody lives, under a number that is right in itself', () => {
    fc.assert(fc.property(anyone, (who) => {
      const { registered, card, passport } = person(who);
      const { idNumber = '', idType } = registered;
      const held = { idNumber: card?.idNumber ?? passport?.number, birthDate: card?.birthDate ?? passport?.birthDate };
      expect(held).toEqual({ idNumber, birthDate: registered.birthDate });
      if (card !== null) expect([idType, card.sexCode]).toEqual([SHOWN_DOCUMENTS[documentOf(card)], registered.sex === '男' ? '1' : '2']);
      if (passport !== null || card?.kind === 'I') return;
      expect(idNumber.slice(0, 6)).toBe('990000');
      expect(hasValidCheckCharacter(idNumber)).toBe(true);
      expect([birthDateOf(idNumber), sexOf(idNumber)]).toEqual([registered.birthDate, registered.sex]);
    }));
  });

  it('has a registration that an import takes without an error', () => {
    fc.assert(fc.property(anyone, (who) => {
      const { problems } = checkRegistrationRow({ row: 1, values: person(who).registered, extra: {}, cellsFitHeader: true }, codes);
      expect(problems.map((problem) => problem.code).filter((code) => code !== 'untyped-character')).toEqual([]);
    }));
  });

  it('has a name and an address that fit on the chip of a card', () => {
    fc.assert(fc.property(anyone, (who) => {
      const { card } = person(who);
      if (card !== null) expect(decodeCardText(encodeCardText(card))).toEqual({ ok: true, value: card });
    }));
  });

  it('has registration number and ID number alone', () => {
    const people = Array.from({ length: 20_000 }, (_, index) => person({ index, examYear: 2026, seed: 3 }));
    expect(new Set(people.map((each) => each.registrationNo)).size).toBe(people.length);
    expect(new Set(people.map((each) => each.registered.idNumber)).size).toBe(people.length);
  });

  it('is the same person whenever the same year and seed are asked for', () => {
    fc.assert(fc.property(anyone, (who) => {
      expect(person(who)).toEqual(person(who));
    }), { numRuns: 20 });
  });
});

describe('the story of the sample', () => {
  const story = sampleStory(2026, tables);
  const byNo = new Map(Array.from({ length: 24 }, (_, index) => person({ index, examYear: 2026, seed: 1 })).map((each) => [each.registrationNo, each]));
  const who = (situation: keyof typeof story.bySituation) => story.bySituation[situation].map((no) => byNo.get(no) ?? expect.fail(`nobody under ${no}`));

  it('has 24 people in at least six categories of all three groups', () => {
    const categories = new Set([...byNo.values()].map((each) => each.registered.category ?? ''));
    const groups = new Set([...categories].map((code) => tables.policyDefaults.categories[code]?.group));
    expect(byNo.size).toBe(24);
    expect(categories.size).toBeGreaterThanOrEqual(6);
    expect(groups).toEqual(new Set(['physician', 'assistant', 'apprenticeship']));
  });

  it('is told completely: every situation has somebody', () => {
    expect(Object.entries(story.bySituation).filter(([, numbers]) => numbers.length === 0)).toEqual([]);
    expect(Object.values(story.bySituation).flat().toSorted()).toEqual([...byNo.keys()].toSorted());
  });

  it('gives the hero the card 990000200001010012 and one value to correct', () => {
    expect(story.hero.card.idNumber).toBe('990000200001010012');
    expect(story.hero.correction).toEqual({ field: 'workUnit', old: '测试市第二人民医院', new: '测试市中心医院', evidence: 'UNIT_PROOF' });
    expect(story.cards[story.hero.registrationNo]).toEqual(story.hero.card);
    expect(sampleCard(0, { examYear: 2026, seed: 9 }, tables)).toEqual(story.hero.card);
  });

  it('holds rare characters, a middle dot and an untyped character in its names', () => {
    expect(who('rareCharacterA')[0]?.registered.name).toContain('\u36c3');
    expect(who('rareCharacterE')[0]?.registered.name).toContain('\u{2cb4e}');
    expect(who('middleDot')[0]?.registered.name).toContain('\u00b7');
    expect(who('untypedCharacter')[0]?.registered.name).toContain('?');
    expect(who('untypedCharacter')[0]?.card?.name).not.toContain('?');
  });

  it('lets two people share a name, and two a birthday and a face', () => {
    const [names, twins] = [who('sameName'), who('twin')];
    expect(new Set(names.map((each) => each.registered.name)).size).toBe(1);
    expect(new Set(twins.map((each) => each.registered.birthDate)).size).toBe(1);
    expect(twins[0]?.look).toEqual(twins[1]?.look);
    expect(new Set([...names, ...twins].map((each) => each.registered.idNumber)).size).toBe(4);
  });

  it('has one card that has run out before the review and one that never does', () => {
    const ends = [...byNo.values()].flatMap((each) => each.card?.validUntil ?? []);
    expect(ends.filter((end) => end < '2026-03-01')).toEqual([who('expiredCard')[0]?.card?.validUntil]);
    expect(ends.filter((end) => end === '长期')).toEqual([who('longTermCard')[0]?.card?.validUntil]);
  });

  it('has a holder of each other kind of identity document, whose number and passport are right in themselves', () => {
    const holder = (kind: keyof typeof story.holders) => byNo.get(story.holders[kind]) ?? expect.fail(kind);
    expect([holder('residencePermit'), holder('foreignResidentOld'), holder('foreignResidentNew'), holder('passport')].map(({ registered, card }) => [registered.idType, card?.kind])).toEqual([
      ['港澳台居民居住证', 'J'], ['外国人永久居留身份证', 'I'], ['外国人永久居留身份证', 'Y'], ['护照', undefined],
    ]);
    expect(hasValidOldForeignerCheck(holder('foreignResidentOld').registered.idNumber ?? '')).toBe(true);
    const { passport, registered } = holder('passport');
    const read = readPassportLines(passport?.lines ?? '');
    expect(read).toMatchObject({ ok: true, value: { number: registered.idNumber, surname: 'CESHI', givenNames: 'ANNA MARIA', sex: 'female', isNameCut: false } });
    expect(read.ok && [birthDayOf(read.value, '2026-03-02'), expiryDayOf(read.value)]).toEqual([registered.birthDate, passport?.validUntil]);
  });
});
