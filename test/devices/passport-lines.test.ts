import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPassportNumber, readPassportLines } from '../../src-main/devices/passport-lines';

/** The specimen of ICAO 9303: nobody's passport. */
const FIRST = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
const SECOND = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';
const ZONE = { number: 'L898902C3', surname: 'ERIKSSON', givenNames: 'ANNA MARIA', isNameCut: false, sex: 'female', birth: '740812', expiry: '120415' };

function codeOf(text: string): string {
  const read = readPassportLines(text);
  return read.ok ? 'read' : read.error.code;
}

describe('the lines of a passport', () => {
  it.each([
    ['as a scanner types them', `${FIRST}\r\n${SECOND}\r\n`],
    ['as one', FIRST + SECOND],
    ['in small letters', `${FIRST}\n${SECOND}`.toLowerCase()],
    ['with a Chinese input method on', `${FIRST}\n${SECOND}`.replaceAll('<', '《').replaceAll('P', 'Ｐ')],
    ['with spaces', `  ${FIRST} \n ${SECOND.slice(0, 10)} ${SECOND.slice(10)}`],
  ])('are read %s', (_, text) => {
    expect(readPassportLines(text)).toEqual({ ok: true, value: ZONE });
  });

  it.each([
    ['nothing', ''], ['one line', FIRST], ['three lines', `${FIRST}\n${SECOND}\n${SECOND}`], ['a line too short', `${FIRST}\n${SECOND.slice(1)}`],
    ['an identity card', `${FIRST.replace('P<', 'I<')}\n${SECOND}`], ['signs that no passport has', `${FIRST.replace('A', '!')}\n${SECOND}`],
  ])('are not taken from %s, and the desk says what it got', (_, text) => {
    const read = readPassportLines(text);
    expect(read).toMatchObject({ ok: false, error: { code: 'passport-lines-wrong', params: { lengths: expect.any(String) } } });
  });

  it.each([
    ['number', SECOND.replace('L898902C36', 'L898902C37'), 'documentNumberCheckDigit'],
    ['birth date', SECOND.replace('7408122', '7408123'), 'birthDateCheckDigit'],
    ['last day', SECOND.replace('1204159', '1204158'), 'expirationDateCheckDigit'],
    ['end', `${SECOND.slice(0, 43)}1`, 'compositeCheckDigit'],
  ])('whose %s does not hold are refused by its name', (_, second, part) => {
    expect(readPassportLines(`${FIRST}\n${second}`)).toMatchObject({ ok: false, error: { code: 'passport-check-digit', params: { part } } });
  });

  it('never pass with one digit mistyped', () => {
    const digits = [...SECOND].flatMap((sign, i) => (/\d/.test(sign) ? [i] : []));
    fc.assert(fc.property(fc.constantFrom(...digits), fc.integer({ min: 1, max: 9 }), (i, shift) => {
      const wrong = `${SECOND.slice(0, i)}${(Number(SECOND[i]) + shift) % 10}${SECOND.slice(i + 1)}`;
      return codeOf(`${FIRST}\n${wrong}`) === 'passport-check-digit';
    }));
  });

  it('are only ever read or refused, whatever is scanned', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => ['read', 'passport-lines-wrong', 'passport-check-digit'].includes(codeOf(text))));
    const sign = fc.constantFrom(...'ABCPXZ0189<');
    const line = fc.array(sign, { minLength: 43, maxLength: 43 }).map((signs) => signs.join(''));
    fc.assert(fc.property(line, line, (first, second) => ['read', 'passport-lines-wrong', 'passport-check-digit'].includes(codeOf(`P${first}\n${second}0`))));
  });
});

describe('the number of a passport that was scanned to find its holder', () => {
  it.each([
    ['both lines', `${FIRST}\r${SECOND}\r`, 'L898902C3'], ['both as one', FIRST + SECOND, 'L898902C3'], ['the second alone', SECOND, 'L898902C3'], ['the second in small letters', SECOND.toLowerCase(), 'L898902C3'],
    ['the first alone', FIRST, null], ['a number misread', SECOND.replace('L898902C36', 'L898902C46'), null], ['the code of a notice', '20269901000001', null], ['nothing', '', null],
  ])('is told from %s', (_, text, number) => {
    expect(findPassportNumber(text)).toBe(number);
  });
});
