import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRecoveryCode, parseRecoveryCode } from '../../../src-main/storage/keys/recovery-code';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A code of its own for each run of a property. */
const anyCode = fc.nat().map(() => newRecoveryCode());

/** Where the random characters and the check characters of a code stand. */
const anyPlace = fc.nat(29);
const textAt = (place: number): number => place + Math.floor(place / 5);
const groupAt = (place: number): number => Math.floor(place / 5) + 1;

describe('a recovery code', () => {
  test('has six groups of five characters that nobody takes for others, and is never the same', () => {
    const codes = Array.from({ length: 500 }, newRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(new Set(codes).size).toBe(500);
  });

  test('is taken as people type it', () => {
    const code = newRecoveryCode();
    const typed = [code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', ' '), ` ${code}\n`, code.replaceAll('0', 'O').replaceAll('1', 'l'), code.replaceAll('1', 'I'), [...code].map((letter) => (letter === '-' ? '－' : String.fromCharCode(letter.charCodeAt(0) + 0xfee0))).join('')];
    for (const text of typed) expect(parseRecoveryCode(text)).toEqual({ ok: true, value: code });
  });

  test('with one wrong character is told at once, with the group', () => {
    fc.assert(fc.property(anyCode, anyPlace, fc.integer({ min: 1, max: 31 }), (code, place, by) => {
      const letters = [...code];
      const at = textAt(place);
      letters[at] = ALPHABET.charAt((ALPHABET.indexOf(letters[at] ?? '') + by) % 32);
      expect(parseRecoveryCode(letters.join(''))).toEqual({ ok: false, error: { code: 'recovery-code-mistyped', group: groupAt(place) } });
    }), { numRuns: 1_000 });
  });

  test('with two neighbours that changed places is told, with the group', () => {
    fc.assert(fc.property(anyCode, fc.nat(5), fc.nat(3), (code, group, within) => {
      const letters = [...code];
      const at = group * 6 + within;
      fc.pre(letters[at] !== letters[at + 1]);
      [letters[at], letters[at + 1]] = [letters[at + 1] ?? '', letters[at] ?? ''];
      expect(parseRecoveryCode(letters.join(''))).toEqual({ ok: false, error: { code: 'recovery-code-mistyped', group: group + 1 } });
    }), { numRuns: 1_000 });
  });

  test('with two groups that changed places is told', () => {
    fc.assert(fc.property(anyCode, fc.nat(5), fc.nat(5), (code, one, other) => {
      fc.pre(one !== other);
      const groups = code.split('-');
      [groups[one], groups[other]] = [groups[other] ?? '', groups[one] ?? ''];
      fc.pre(groups.join('-') !== code);
      expect(parseRecoveryCode(groups.join('-'))).toMatchObject({ ok: false, error: { code: 'recovery-code-mistyped' } });
    }));
  });

  test.each(['', '12345', `${newRecoveryCode()}A`, newRecoveryCode().slice(1)])('of another length is told as such: %j', (typed) => {
    expect(parseRecoveryCode(typed)).toMatchObject({ ok: false, error: { code: 'recovery-code-length' } });
  });

  test('with a character that no code has is told with its group', () => {
    const code = newRecoveryCode();
    expect(parseRecoveryCode(`${code.slice(0, 12)}U${code.slice(13)}`)).toEqual({ ok: false, error: { code: 'recovery-code-mistyped', group: 3 } });
  });
});
