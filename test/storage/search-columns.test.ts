import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchColumns } from '../../src-main/storage/search-columns';

describe('a name is found by', () => {
  const names = [
    { name: '王晓明', pinyin: 'wangxiaoming', initials: 'wxm', why: 'its pinyin without tones' },
    { name: '单雄信', pinyin: 'shanxiongxin', initials: 'sxx', why: 'the surname read as a surname' },
    { name: '欧阳娜', pinyin: 'ouyangna', initials: 'oyn', why: 'a surname of two characters' },
    { name: '吕布', pinyin: 'lvbu', initials: 'lb', why: 'ü typed as v' },
    { name: '王㛃', pinyin: 'wangjie', initials: 'wj', why: 'a rare character of extension A' },
    { name: '李𬭎', pinyin: 'lihong', initials: 'lh', why: 'a rare character beyond the base plane' },
    { name: '阿卜杜拉·买买提', pinyin: 'abudulamaimaiti', initials: 'abdlmmt', why: 'a name with a dot, the dot left out' },
    { name: 'John Smith', pinyin: 'johnsmith', initials: 'js', why: 'a Latin name by its words' },
    { name: "José O'Neil-Ruiz", pinyin: 'joseoneilruiz', initials: 'jonr', why: 'a Latin name with marks and separators' },
    { name: '王?明', pinyin: 'wangming', initials: 'wm', why: 'what is left when a character could not be typed' },
    { name: '', pinyin: '', initials: '', why: 'nothing when it is empty' },
  ];

  test.each(names)('$why', ({ name, pinyin, initials }) => {
    expect(searchColumns({ name })).toMatchObject({ name, namePinyin: pinyin, nameInitials: initials });
  });

  test('letters and digits only, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const { namePinyin, nameInitials } = searchColumns({ name });
      expect(namePinyin).toMatch(/^[a-z\d]*$/);
      expect(nameInitials).toMatch(/^[a-z\d]*$/);
      expect(nameInitials.length).toBeLessThanOrEqual(namePinyin.length);
    }));
  });
});

test('the ID number is found by its last four characters, in capitals', () => {
  expect(searchColumns({ idNumber: '99000020000101001x' })).toMatchObject({ idNumber: '99000020000101001X', idTail: '001X' });
  expect(searchColumns({ idNumber: 'E12' })).toMatchObject({ idTail: 'E12' });
});

test('what a list shows is taken over as it is; what is absent is empty', () => {
  expect(searchColumns({ category: '110', workUnit: '测试医院', point: '9901' })).toMatchObject({ category: '110', workUnit: '测试医院', point: '9901' });
  expect(new Set(Object.values(searchColumns({})))).toEqual(new Set(['']));
});
