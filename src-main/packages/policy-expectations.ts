import type { BothLanguages } from '../domain/policy';

/**
 * What would have been right, in both languages. A schema names its expectation as `word argument argument…`
 * (zod hands that text through as the message); `expectationText` turns it into sentences.
 */
const EXPECTATIONS: Readonly<Record<string, (args: readonly string[]) => BothLanguages>> = {
  group: (keys) => both(`一组键值，可用的键：${keys.join('、')}`, `an object with the keys ${keys.join(', ')}`),
  keys: (keys) => both(`没有这个键；可用的键：${keys.join('、')}`, `no such key here; the keys are ${keys.join(', ')}`),
  choice: (values) => both(`${values.join('、')} 之一`, `one of ${values.join(', ')}`),
  constant: ([value = '']) => both(`固定为 ${value}`, `exactly ${value}`),
  whole: ([min = '', max = '']) => both(`${min} 到 ${max} 之间的整数`, `a whole number from ${min} to ${max}`),
  flag: () => both('true 或 false', 'true or false'),
  text: ([max = '']) => both(`1 到 ${max} 个字的文字，不含控制字符`, `a text of 1 to ${max} characters without control characters`),
  gaps: (gaps) => both(`只能使用占位符 ${gaps.join(' ')}`, `only the placeholders ${gaps.join(' ')}`),
  list: () => both('一个列表 [ … ]', 'a list [ … ]'),
  byCode: () => both('按代码列出的一组值 { "代码": … }', 'values by code { "CODE": … }'),
  materialCode: () => both('材料代码：大写字母开头，只含大写字母、数字和下划线，最多 32 个字符', 'a material code: capital letters, digits and underscores, a letter first, at most 32'),
  categoryCode: () => both('三位数字的报考类别代码', 'a category code of three digits'),
  day: () => both('日历上存在的日期，写作 2026-02-28', 'a day of the calendar, written 2026-02-28'),
  hours: () => both('一段时间，写作 "08:00-12:00"，先早后晚，最晚 24:00', 'a stretch of hours written "08:00-12:00", the earlier first, 24:00 at the latest'),
  hoursInOrder: () => both('各段时间由早到晚，互不重叠', 'stretches in order of the day that do not overlap'),
  fromBeforeTo: () => both('from 不晚于 to', 'a `from` that is not after its `to`'),
  minBelowMax: () => both('max 不小于 min', 'a `max` that is not below its `min`'),
  timeZone: () => both('IANA 时区名称，例如 Asia/Shanghai', 'an IANA time zone such as Asia/Shanghai'),
  condition: (words) => both(`${words.join('、')}，或者 category.group = …、category = …、idType = …`, `${words.join(', ')}, or category.group = …, category = …, idType = …`),
  knownMaterial: (codes) => both(`本规则 materials 里的代码：${codes.join('、')}`, `a code of this policy's materials: ${codes.join(', ')}`),
  knownCategory: () => both('本规则 categories 里的代码', "a code of this policy's categories"),
  pendingCertification: () => both('"refuse"，或者 { "commitment": true, "dueDate": "2026-05-31" }', '"refuse", or { "commitment": true, "dueDate": "2026-05-31" }'),
  json: () => both('UTF-8 编码的 JSON 对象', 'a JSON object in UTF-8'),
};

export function expectationText(expectation: string): BothLanguages {
  const [word = '', ...args] = expectation.split(' ');
  const say = EXPECTATIONS[word];
  if (say === undefined) throw new Error(`no text for the expectation ${word}`);
  return say(args);
}

function both(chinese: string, english: string): BothLanguages {
  return { 'zh-CN': chinese, en: english };
}
