import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf, namesOn, type IdCard } from '../../src-main/domain/id-card';
import { decodeCardText, encodeCardText } from '../../src-main/domain/id-card-text';
import { citizenCard, everyKindOfCard, foreignerCard2017, foreignerCard2023, residencePermitCard } from '../support/simulated-card-reader';

function readBack(card: IdCard): unknown {
  return decodeCardText(encodeCardText(card));
}

function writeUnits(block: Uint8Array, offset: number, text: string): Uint8Array {
  const changed = block.slice();
  for (let i = 0; i < text.length; i++) {
    changed[offset + 2 * i] = text.charCodeAt(i) & 0xff;
    changed[offset + 2 * i + 1] = text.charCodeAt(i) >> 8;
  }
  return changed;
}

describe('the text block of a chip', () => {
  it.each(everyKindOfCard())('is read back as it was written: kind $kind', (card) => {
    expect(readBack(card)).toEqual({ ok: true, value: card });
  });

  it('has 256 bytes and the kind of card at offset 248', () => {
    const kinds = everyKindOfCard().map((card) => {
      const block = encodeCardText(card);
      return [block.length, String.fromCharCode(block[248] ?? 0)];
    });
    expect(kinds).toEqual([[256, ' '], [256, 'J'], [256, 'I'], [256, 'Y']]);
  });

  it('takes a zero in the place of the kind for a citizen, as older chips have it', () => {
    const block = writeUnits(encodeCardText(citizenCard()), 248, '\0');
    expect(decodeCardText(block)).toEqual({ ok: true, value: citizenCard() });
  });

  it.each(['㛃', '𬭎', '\u{E000}', '𬭎𬭎𬭎'])('keeps the rare characters of a name as they are: %s', (name) => {
    expect(readBack(citizenCard({ name }))).toMatchObject({ value: { name } });
  });

  it('keeps a broken half of a surrogate pair instead of inventing a character', () => {
    expect(readBack(citizenCard({ name: '测\uD872' }))).toMatchObject({ value: { name: '测\uD872' } });
  });

  it('keeps spaces inside a name and drops the padding behind it', () => {
    expect(readBack(foreignerCard2017({ englishName: 'TEST  PERSON ' }))).toMatchObject({ value: { englishName: 'TEST  PERSON' } });
  });

  it('joins an English name that runs on into its second place', () => {
    const englishName = 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH, IJKLMNOPQR';
    expect(englishName).toHaveLength(46);
    expect(readBack(foreignerCard2023({ englishName }))).toMatchObject({ value: { englishName } });
  });

  it('keeps a space that falls on the end of the first place of an English name', () => {
    const englishName = `${'A'.repeat(34)} BC`;
    expect(readBack(foreignerCard2023({ englishName }))).toMatchObject({ value: { englishName } });
  });

  it.each(['', '2000', '20001301', '20000230', 'ABCDEFGH', '长期'])('takes a birth date that is none for no date: "%s"', (text) => {
    const block = writeUnits(encodeCardText(citizenCard({ birthDate: null })), 36, text);
    expect(decodeCardText(block)).toEqual({ ok: true, value: citizenCard({ birthDate: null }) });
  });

  it('reads 长期 as no end, and blank dates as unknown', () => {
    expect(readBack(citizenCard())).toMatchObject({ value: { validUntil: '长期' } });
    const blank = residencePermitCard({ validFrom: null, validUntil: null });
    expect(readBack(blank)).toEqual({ ok: true, value: blank });
  });

  it('refuses a kind of card that it does not know', () => {
    const block = writeUnits(encodeCardText(citizenCard()), 248, 'Q');
    expect(decodeCardText(block)).toEqual({ ok: false, error: { code: 'unknown-card-kind' } });
  });

  it.each([0, 255, 257])('refuses a block of %i bytes', (size) => {
    expect(decodeCardText(new Uint8Array(size))).toEqual({ ok: false, error: { code: 'wrong-block-size' } });
  });

  it('does not write a text that its place on the chip cannot hold', () => {
    expect(() => encodeCardText(citizenCard({ name: '测'.repeat(16) }))).toThrow(RangeError);
  });

  it('reads any 256 bytes without failing', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), fc.constantFrom(' ', 'J', 'I', 'Y'), (bytes, kind) => {
      expect(decodeCardText(writeUnits(bytes, 248, kind)).ok).toBe(true);
    }));
  });

  it('reads back every name that fits, in any script', () => {
    const name = fc.string({ unit: 'binary', maxLength: 15 }).filter((text) => text.length <= 15 && !/[ \0]$/.test(text));
    fc.assert(fc.property(name, (text) => {
      expect(readBack(citizenCard({ name: text }))).toEqual({ ok: true, value: citizenCard({ name: text }) });
    }));
  });
});

describe('a card', () => {
  it('stands for the document that a registration names', () => {
    expect(everyKindOfCard().map(documentOf)).toEqual(['residentId', 'residencePermit', 'foreignResidentId', 'foreignResidentId']);
  });

  it('gives the Chinese name first and leaves out a name that it lacks', () => {
    expect([citizenCard(), foreignerCard2023(), foreignerCard2017({ name: '' })].map(namesOn)).toEqual([
      ['测试甲'], ['测试丁', 'TEST, PERSON'], ['TEST, PERSON'],
    ]);
  });
});
