import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, foldsBetween } from '../../src-main/domain/name-match';

describe('two writings of one name', () => {
  it.each(['测试甲', '㛃', '测𬭎', '阿依古丽·买买提', 'Test Person'])('are the same when they are identical: %s', (name) => {
    expect(compareNames(name, name)).toEqual({ result: 'same', why: [] });
  });

  it.each(['.', '．', '•', '・', '･', '‧', '∙', '⋅'])('are equivalent when the dot alone is another: %s', (dot) => {
    expect(compareNames('测试·甲', `测试${dot}甲`)).toEqual({ result: 'equivalent', why: ['dots'] });
  });

  it.each([
    ['Test', 'Ｔｅｓｔ', ['width']],
    ['测试甲', '测 试甲', ['spaces']],
    ['测试甲', '测\u3000试甲 ', ['spaces']],
    ['TEST PERSON', 'Test Person', ['letterCase']],
    ['ÉVA', 'Éva', ['letterCase']],
    ['测试·甲', '测试 . 甲', ['dots', 'spaces']],
    ['TEST', 'ｔｅｓｔ', ['width', 'letterCase']],
  ] as const)('are equivalent, and it is told why: %s, %s', (a, b, why) => {
    expect(compareNames(a, b)).toEqual({ result: 'equivalent', why });
  });

  it.each([
    ['测试?', '测试甲', ['untypedCharacter']],
    ['测试？', '测试甲', ['untypedCharacter']],
    ['测试*', '测试甲', ['untypedCharacter']],
    ['测[冲]', '测翀', ['untypedCharacter']],
    ['测［冲］', '测翀', ['untypedCharacter']],
    ['测（冲）', '测翀', ['untypedCharacter']],
    ['测[𬭎]', '测翀', ['untypedCharacter']],
    ['测□', '测翀', ['untypedCharacter']],
    ['测??', '测𬭎', ['untypedCharacter']],
    ['测??·?', '测𬭎·甲', ['untypedCharacter']],
    ['测\uFFFD', '测翀', ['untypedCharacter']],
    ['测\uE000', '测翀', ['privateUse']],
    ['测\u{F0000}', '测翀', ['privateUse']],
    ['测\uD872', '测翀', ['brokenCharacter']],
    ['测\u200B', '测试', ['brokenCharacter']],
    ['??', '\uE000?', ['untypedCharacter', 'privateUse']],
    ['\uF9B8', '隸', ['variantForm']],
    ['葛\u{E0100}', '葛', ['variantForm']],
    ['TEST, PERSON', 'Test Person', ['wordOrder']],
    ['TEST, PERSON', 'Person Test', ['wordOrder']],
    ['TEST, PERSON', 'TestPerson', ['wordOrder']],
    ['测试'.repeat(10), '测试'.repeat(10).slice(0, 15), ['cutOff']],
    ['ABCDE FGHIJ KLM NOPQ', 'ABCDE FGHIJ KLM', ['cutOff']],
    ['ABCDE FGHIJ KL 测', 'ABCDE FGHIJ KL', ['cutOff']],
    ['Alexandra '.repeat(7).trim(), 'Alexandra '.repeat(7).slice(0, 46), ['cutOff']],
    ['Alexandra '.repeat(7).trim(), 'Alexandra '.repeat(7).slice(0, 60), ['cutOff']],
    ['测试甲', '', ['empty']],
    ['测试甲', ' ', ['empty']],
  ] as const)('need a human eye: %s, %s', (a, b, why) => {
    expect(compareNames(a, b)).toEqual({ result: 'needsHuman', why });
  });

  it.each([
    ['测试甲', '测试乙'],
    ['测试甲', '测试'],
    ['ABCDE FGHIJ KLM NOPQ', 'ABCDE FGHIJ KL'],
    ['ABCDE FGHIJ KLM NOPQ', 'ABCDE FGHIJ KLN'],
    ['测试?', '甲乙丙'],
    ['测试?', '测试'],
    ['测?', '测试甲'],
    ['测??', '测试'],
    ['测???', '测𬭎'],
    ['测𬭎', '测铊'],
    ['TEST, PERSON', 'Test Persons'],
    ['測試', '测试'],
  ])('differ: %s, %s', (a, b) => {
    expect(compareNames(a, b)).toEqual({ result: 'differs', why: [] });
  });

  it('need a human even when both sides lack the same character', () => {
    expect(compareNames('测试?', '测试?')).toEqual({ result: 'needsHuman', why: ['untypedCharacter'] });
    expect(compareNames('\uE000', '\uE000')).toEqual({ result: 'needsHuman', why: ['privateUse'] });
  });
});

const character = fc.oneof(
  fc.constantFrom(...'测试甲乙丙㛃𬭎aA·.．?？*[]（） \u3000\uE000\uD872\u200B,Ｔ'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const anyName = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''));

describe('comparing any two names', () => {
  it('gives the same answer both ways round', () => {
    fc.assert(fc.property(anyName, anyName, (a, b) => {
      expect(compareNames(a, b).result).toBe(compareNames(b, a).result);
    }), { numRuns: 500 });
  });

  it('says "same" of identical names alone, and never of one with a character that is not known', () => {
    fc.assert(fc.property(anyName, anyName, (a, b) => {
      const { result } = compareNames(a, b);
      if (result === 'same') expect([a === b, /[?？*＊\uFFFD\p{Co}\p{Cs}]/u.test(a)]).toEqual([true, false]);
      if (/[?？*＊\p{Co}\p{Cs}]/u.test(a)) expect(['needsHuman', 'differs']).toContain(result);
    }), { numRuns: 500 });
  });

  it('always tells why an equivalent name is one', () => {
    fc.assert(fc.property(anyName, fc.constantFrom('spaces', 'dots', 'letterCase'), (name, how) => {
      const written = { spaces: [...name].join(' '), dots: name.replaceAll('·', '•'), letterCase: name.replaceAll('a', 'A') }[how] ?? '';
      const compared = compareNames(name, written);
      if (compared.result === 'equivalent') expect(compared.why.length).toBeGreaterThan(0);
      if (written !== name) expect(compared.result).not.toBe('same');
    }), { numRuns: 500 });
  });

  it('finds no way of writing between texts that are really different', () => {
    expect(foldsBetween('990000200001010012', '990000200001010020')).toBeNull();
  });
});
