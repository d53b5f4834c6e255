import type { CharacterPlan } from './sample-characters';
import { CATEGORY_CUSTOMS, type SampleCategory } from './sample-education';

/** People beside the characters: names put together from lists, nobody meant. */

const SURNAMES = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜'];
const FIRST = [...'子思雨梓欣一语若浩宇晨泽明书文嘉俊佳诗景清云安知乐星和君怡'];
const SECOND = [...'涵轩彤然琪萱妍豪睿阳博远航宁悦瑶舒遥辰溪诺哲昕岚帆昊'];

/** Categories of the people beside the characters, in turn. */
export const ORDINARY_CATEGORIES: readonly SampleCategory[] = ['110', '120', '130', '141', '210', '110', '241', '230'];

const FIRST_BIRTH_DAY = Date.UTC(1978, 0, 1);
const BIRTH_DAYS = 9000;
const DAY_MS = 86_400_000;
/** Prime to the number of days, so that the days scatter and none comes twice within a round. */
const DAY_STEP = 3571;
const USUAL_AGE_AT_GRADUATION = 24;

/** The person number `index`, counted from 0 over the whole package. Day of birth and sequence together never repeat. */
export function ordinaryPerson(index: number, examYear: number, seed: number): CharacterPlan {
  const sex = (index * 7 + seed) % 5 < 2 ? '男' : '女';
  const birth = new Date(FIRST_BIRTH_DAY + ((index * DAY_STEP + seed) % BIRTH_DAYS) * DAY_MS).toISOString().slice(0, 10);
  const category = ORDINARY_CATEGORIES[index % ORDINARY_CATEGORIES.length] ?? '110';
  return {
    situation: 'ordinary',
    name: ordinaryName(index + seed),
    sex,
    birth,
    sequence: 100 + 2 * Math.floor(index / BIRTH_DAYS) + (sex === '男' ? 1 : 0),
    nationCode: index % 11 === 0 ? '15' : '01',
    category,
    yearsAgo: Math.max(CATEGORY_CUSTOMS[category].yearsAgo, examYear - Number(birth.slice(0, 4)) - USUAL_AGE_AT_GRADUATION),
  };
}

function ordinaryName(number: number): string {
  const surname = SURNAMES[number % SURNAMES.length] ?? '李';
  const first = FIRST[(number * 13) % FIRST.length] ?? '子';
  const second = SECOND[Math.floor(number / 3) % SECOND.length] ?? '涵';
  return number % 9 === 0 ? `${surname}${second}` : `${surname}${first}${second}`;
}
