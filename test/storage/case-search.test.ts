import { expect, test } from 'vitest';
import { searchWays } from '../../src-main/storage/case-search';

const TYPED = [
  { text: '王晓', ways: ['name^王晓'], why: 'Chinese characters begin a name' },
  { text: ' 王晓 ', ways: ['name^王晓'], why: 'blanks around it do not count' },
  { text: '阿卜杜拉•买', ways: ['name^阿卜杜拉·买'], why: 'any dot of a name is the dot of the records' },
  { text: '𬭎', ways: ['name^𬭎'], why: 'a rare character is a character' },
  { text: 'wxm', ways: ['name_pinyin^wxm', 'name_initials^wxm', 'registration_no^wxm'], why: 'letters are pinyin, initials, or begin a number' },
  { text: 'Lü Bu', ways: ['name_pinyin^lvbu', 'name_initials^lvbu'], why: 'ü is typed as v, blanks and case do not count' },
  { text: "O'Neil", ways: ['name_pinyin^oneil', 'name_initials^oneil'], why: 'separators of a Latin name do not count' },
  { text: 'ｗｘｍ', ways: ['name_pinyin^wxm', 'name_initials^wxm', 'registration_no^wxm'], why: 'full-width letters are letters' },
  { text: '2026', ways: ['id_tail=2026', 'registration_no^2026'], why: 'four digits end an ID number or begin a number' },
  { text: '001x', ways: ['id_tail=001X', 'registration_no^001x'], why: 'the last four may end with X' },
  { text: '20269901000003', ways: ['registration_no^20269901000003'], why: 'a long number is a registration number' },
  { text: '990000200001010012', ways: ['id_number=990000200001010012', 'registration_no^990000200001010012'], why: 'a whole ID number finds its owner' },
  { text: '99000020000101001x', ways: ['id_number=99000020000101001X', 'registration_no^99000020000101001x'], why: 'in capitals' },
  { text: 'x99000038', ways: ['id_number=X99000038', 'name_pinyin^x99000038', 'name_initials^x99000038', 'registration_no^x99000038'], why: 'so does the number of a passport' },
  { text: '990000038', ways: ['id_number=990000038', 'registration_no^990000038'], why: 'be it of digits alone' },
  { text: '军字第9900001号', ways: ['id_number=军字第9900001号', 'name^军字第9900001号'], why: 'and the one of an officer, words and all' },
  { text: '王x', ways: ['name^王x'], why: 'mixed text begins a name' },
  { text: '', ways: [], why: 'nothing typed finds nothing by itself' },
  { text: '%', ways: [], why: 'a sign that stands in no record finds nothing' },
  { text: "'; drop table seal", ways: [], why: 'nor does anything else' },
];

test.each(TYPED)('$text: $why', ({ text, ways }) => {
  expect(searchWays(text).map((way) => `${way.column}${way.match === 'prefix' ? '^' : '='}${way.value}`)).toEqual(ways);
});
