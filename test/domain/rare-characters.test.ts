import { describe, expect, it } from 'vitest';
import { rareCharactersIn } from '../../src-main/domain/rare-characters';

describe('characters that are told by their code point', () => {
  it.each([
    ['王𠮷', [['𠮷', 'U+20BB7', 'rare']]],
    ['李㐂', [['㐂', 'U+3402', 'rare']]],
    ['赵\uE863', [['\uE863', 'U+E863', 'privateUse']]],
    ['钱\u{F0001}', [['\u{F0001}', 'U+F0001', 'privateUse']]],
    ['孙\uD842', [['\uD842', 'U+D842', 'broken']]],
    ['周\u200B', [['\u200B', 'U+200B', 'broken']]],
    ['邉\u{E0101}', [['\u{E0101}', 'U+E0101', 'rare']]],
    ['吴\uF91D', [['\uF91D', 'U+F91D', 'rare']]],
    ['郑\u9FCD', [['\u9FCD', 'U+9FCD', 'rare']]],
    ['冯\u{323B0}', [['\u{323B0}', 'U+323B0', 'rare']]],
    ['𠮷㐂', [['𠮷', 'U+20BB7', 'rare'], ['㐂', 'U+3402', 'rare']]],
  ] as const)('are those of %j', (name, expected) => {
    expect(rareCharactersIn(name).map(({ character, code, kind }) => [character, code, kind])).toEqual(expected);
  });

  it.each(['测试甲', '买买提·艾力', 'TEST, PERSON', '龘', '龥', ''])('are none of %j', (name) => {
    expect(rareCharactersIn(name)).toEqual([]);
  });
});
