import type { BothLanguages } from './policy';
import type { ProblemCode } from './registration-problems';

const MONTH: BothLanguages = { 'zh-CN': '应为 YYYY-MM', en: 'right would be YYYY-MM' };
const UNREADABLE: BothLanguages = { 'zh-CN': '有读不出来的字符，文件编码可能写错', en: 'it holds characters that cannot be read; the encoding may be declared wrong' };

/** Details of a finding, by code and hint; what a hint does not need to explain is not listed. */
const HINTS: Partial<Record<ProblemCode, Readonly<Record<string, BothLanguages>>>> = {
  'bad-manifest': {
    notJson: { 'zh-CN': '不是 UTF-8 的 JSON 文件', en: 'it is not a JSON file in UTF-8' },
    tooLarge: { 'zh-CN': '文件过大', en: 'the file is too large' },
    shape: { 'zh-CN': '缺少或不合规定的值 ', en: 'missing or wrong value at ' },
    listsItself: { 'zh-CN': 'files 不应列出 ', en: 'files must not list ' },
  },
  'unknown-format': {
    format: { 'zh-CN': '这不是报名包，format 为 ', en: 'This is not a registration package; its format is ' },
    table: { 'zh-CN': '名单文件应为 candidates.csv，XLSX 与 DBF 尚不能读取，包中写的是 ', en: 'The table must be candidates.csv, XLSX and DBF are not read yet; the package names ' },
  },
  'broken-zip': {
    notZip: { 'zh-CN': '不是 zip 文件，或文件不完整', en: 'it is no zip file, or not a complete one' },
    entries: { 'zh-CN': '目录读不完整', en: 'its directory cannot be read to the end' },
    overlap: { 'zh-CN': '文件数据互相重叠', en: 'the data of its files overlaps' },
    tooMany: { 'zh-CN': '文件数过多 ', en: 'it holds too many files ' },
    encrypted: { 'zh-CN': '文件被加密', en: 'a file in it is encrypted' },
    method: { 'zh-CN': '压缩方式无法识别', en: 'a file in it is compressed in an unknown way' },
    data: { 'zh-CN': '压缩数据读不出来', en: 'compressed data cannot be unpacked' },
  },
  'bad-path': {
    characters: { 'zh-CN': '只能用英文字母、数字和 . _ - /', en: 'only ASCII letters, digits and . _ - / may stand in it' },
    absolute: { 'zh-CN': '必须是相对路径', en: 'it must be relative' },
    parent: { 'zh-CN': '不能含 . 或 ..', en: 'it must not hold . or ..' },
    emptyPart: { 'zh-CN': '有空的部分', en: 'a part of it is empty' },
    deviceName: { 'zh-CN': '含设备名', en: 'a part of it is the name of a device' },
    trailingDot: { 'zh-CN': '名称不能以点结尾', en: 'no part may end with a dot' },
    idNumber: { 'zh-CN': '路径中不能有证件编号', en: 'an ID number must not stand in a path' },
    layout: { 'zh-CN': '应为 images/报名序号/材料代码_序号.jpg|jpeg|png 或 photos/报名序号.jpg', en: 'right would be images/<registrationNo>/<material>_<n>.jpg|jpeg|png or photos/<registrationNo>.jpg' },
    material: { 'zh-CN': '材料代码不在材料表中', en: 'the material code is not in the list of materials' },
    special: { 'zh-CN': '不是普通文件', en: 'it is no ordinary file' },
  },
  'row-count': {
    count: { 'zh-CN': '名单的行数与 manifest.json 所写不同：', en: 'The table has another number of rows than manifest.json says: ' },
    csv: { 'zh-CN': '名单不是正确的 CSV，行数无法确定：', en: 'The table is no valid CSV, so its rows cannot be counted: ' },
  },
  'missing-column': {
    missing: { 'zh-CN': '表头缺少必需的列', en: 'The header lacks the required column' },
    twice: { 'zh-CN': '表头中同一列出现两次，无法确定以哪一列为准：', en: 'The header has one column twice, so it is unclear which one counts:' },
  },
  'wrong-site': {
    site: { 'zh-CN': '考点 ', en: 'site ' },
    zone: { 'zh-CN': '考区 ', en: 'zone ' },
    year: { 'zh-CN': '年度 ', en: 'year ' },
  },
  'bad-value': {
    cells: { 'zh-CN': '单元格数与表头不同，值可能错位', en: 'the row has another number of cells than the header, so values may be misplaced' },
    unreadable: UNREADABLE,
    registrationNo: { 'zh-CN': '应为 4-32 个英文字母、数字或连字符', en: 'right would be 4-32 letters, digits or hyphens' },
    revision: { 'zh-CN': '应为整数', en: 'right would be an integer' },
    name: { 'zh-CN': '最多 28 个字', en: 'at most 28 characters' },
    idType: { 'zh-CN': '应为 居民身份证、港澳台居民居住证、外国人永久居留身份证、护照、军官证、其他 之一', en: 'right would be one of 居民身份证 港澳台居民居住证 外国人永久居留身份证 护照 军官证 其他' },
    idNumber: { 'zh-CN': '应为 18 位号码，其中的日期须存在', en: 'right would be 18 characters with a date that exists' },
    sex: { 'zh-CN': '应为 男 或 女', en: 'right would be 男 or 女' },
    birthDate: { 'zh-CN': '应为存在的日期 YYYY-MM-DD', en: 'right would be an existing day, YYYY-MM-DD' },
    nation: { 'zh-CN': '应为民族名称或 GB/T 3304 代码', en: 'right would be a name or code of GB/T 3304' },
    nationality: { 'zh-CN': '应为国家或地区名称或 GB/T 2659 代码', en: 'right would be a name or code of GB/T 2659' },
    enrolledOn: MONTH,
    graduatedOn: MONTH,
    trialFrom: MONTH,
    trialTo: MONTH,
    military: { 'zh-CN': '应为 是 或 否', en: 'right would be 是 or 否' },
    appointmentAt: { 'zh-CN': '应为 YYYY-MM-DD HH:MM', en: 'right would be YYYY-MM-DD HH:MM' },
    onlineStatus: { 'zh-CN': '应为 填报、退回、考点通过、审核通过、审核拒绝 之一', en: 'right would be one of 填报 退回 考点通过 审核通过 审核拒绝' },
    onlineState: { 'zh-CN': '应为 uploaded、locked、returned 之一', en: 'right would be uploaded, locked or returned' },
    imagePath: { 'zh-CN': '应为包中一张图片的路径，并与该行的报名序号、材料和序号一致', en: 'right would be the path of an image of the package that agrees with the row' },
    imageTwice: { 'zh-CN': '同一图片出现两次', en: 'the image stands in two rows' },
  },
  'duplicate-id-number': {
    package: { 'zh-CN': '同一证件编号出现在不同的报名中，这些行都未导入', en: 'The same ID number stands under different registrations; all of them were left out' },
    store: { 'zh-CN': '该证件编号已属于另一条有效的报名，这一行未导入', en: 'The ID number belongs to another registration of this store; the row was left out' },
  },
  'image-undecodable': {
    damaged: { 'zh-CN': '文件已损坏或不完整', en: 'damaged or incomplete' },
    tooLarge: { 'zh-CN': '文件过大，无法检查', en: 'too large to be checked' },
    crash: { 'zh-CN': '解码程序因它中止', en: 'it stopped the decoder' },
    timeout: { 'zh-CN': '解码时间过长', en: 'decoding it took too long' },
  },
};

/** Empty when the hint explains nothing in that place. */
export function findHintText(code: ProblemCode, hint: string, language: keyof BothLanguages): string {
  return HINTS[code]?.[hint]?.[language] ?? '';
}
