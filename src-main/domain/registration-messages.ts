import { FIELD_HEADERS } from './fields';
import type { BothLanguages } from './policy';
import { findHintText } from './registration-hints';
import type { Problem, ProblemCode } from './registration-problems';

/** What happened and what to do next. `{column}` `{found}` `{path}` `{hint}` are filled in; no candidate's value ever is. */
const MESSAGES: Readonly<Record<ProblemCode, BothLanguages>> = {
  'no-manifest': { 'zh-CN': '包中没有 manifest.json。请选择发送方交来的整个文件夹或 zip，不要选其中的子文件夹。', en: 'The package has no manifest.json. Choose the whole folder or zip as it was sent, not a folder inside it.' },
  'bad-manifest': { 'zh-CN': 'manifest.json 有误：{hint}{found}。请发送方重新制作。', en: 'manifest.json is wrong: {hint}{found}. Ask the sender to make the package again.' },
  'unknown-format': { 'zh-CN': '{hint}{found}。请发送方按“报名包”格式重新制作。', en: '{hint}{found}. Ask the sender for a registration package in the form that is read.' },
  'unknown-version': { 'zh-CN': '报名包版本 {found} 无法识别，本程序读取版本 1。请更新程序，或请发送方改用版本 1。', en: 'Version {found} of the registration package is not known; version 1 is read. Update the program, or ask the sender for version 1.' },
  'broken-zip': { 'zh-CN': 'zip 文件已损坏：{hint}{found}。请重新复制，仍然如此请发送方重新制作。', en: 'The zip file is damaged: {hint}{found}. Copy it again; if it stays so, ask the sender to make it again.' },
  'duplicate-entry': { 'zh-CN': '包中有两个文件占同一位置（只有大小写不同也算）：{path}。请发送方只留一个。', en: 'Two files of the package claim one place (a difference in case only counts too): {path}. Ask the sender to keep one.' },
  'bad-path': { 'zh-CN': '路径不符合规定：{hint}。请发送方改名后重新制作。', en: 'The path is not allowed: {hint}. Ask the sender to rename the file and make the package again.' },
  link: { 'zh-CN': '包中有链接，链接不会被跟随。请发送方放入文件本身。', en: 'The package holds a link, which is never followed. Ask the sender to put in the file itself.' },
  'missing-file': { 'zh-CN': 'manifest.json 列出的文件不在包中或读不出来。请重新复制，仍然如此请发送方重新制作。', en: 'A file that manifest.json lists is not there or cannot be read. Copy the package again; if it stays so, ask the sender to make it again.' },
  'unlisted-file': { 'zh-CN': '包中有 manifest.json 没有列出的文件。请删除后来放入的文件，或请发送方重新制作。', en: 'The package holds a file that manifest.json does not list. Remove what was added later, or ask the sender to make the package again.' },
  'size-mismatch': { 'zh-CN': '文件大小与 manifest.json 所写不同。请重新复制，仍然如此请发送方重新制作。', en: 'The file has another size than manifest.json says. Copy the package again; if it stays so, ask the sender to make it again.' },
  'digest-mismatch': { 'zh-CN': '文件内容与 manifest.json 的摘要不符：传输中损坏，或被改动过。请重新复制，仍然如此请发送方重新制作。', en: 'The content does not have the digest that manifest.json says: damaged on the way, or changed. Copy the package again; if it stays so, ask the sender to make it again.' },
  'entry-too-large': { 'zh-CN': '文件解压后超过 zip 中写明的大小，已停止读取。请勿使用此包，并联系发送方。', en: 'The file unpacks beyond the size that the zip declares; reading was stopped. Do not use this package, and ask the sender.' },
  'row-count': { 'zh-CN': '{hint}{found}。请发送方检查名单文件后重新制作。', en: '{hint}{found}. Ask the sender to check the table and make the package again.' },
  'missing-column': { 'zh-CN': '{hint}“{column}”。请发送方补齐或改正表头。', en: '{hint} "{column}". Ask the sender to correct the header row.' },
  'wrong-site': { 'zh-CN': '这个包属于别的考点或年度：{hint}{found}。请换用本考点本年度的包，或在对应的数据文件夹中导入。', en: 'This package is for another site or year: {hint}{found}. Use the package of this site and year, or import it into the store it belongs to.' },

  'missing-value': { 'zh-CN': '“{column}”为空，这一行未导入。请发送方补填。', en: '"{column}" is empty; the row was left out. Ask the sender to fill it in.' },
  'bad-value': { 'zh-CN': '“{column}”的值不合规定：{hint}。这一行未导入，请发送方改正。', en: 'The value of "{column}" is not allowed: {hint}. The row was left out; ask the sender to correct it.' },
  'duplicate-registration-no': { 'zh-CN': '同一报名序号和版本出现了不止一次，这些行都未导入。请发送方只留一行。', en: 'The same registration number and revision stand in more than one row; all of them were left out. Ask the sender to keep one.' },
  'duplicate-id-number': { 'zh-CN': '{hint}。请发送方查明证件编号属于谁。', en: '{hint}. Ask the sender to find out whose number it is.' },
  'numeric-id': { 'zh-CN': '“{column}”被电子表格当作数字，后几位已丢失。这一行未导入，请发送方把该列设为文本后从源系统重新导出。', en: 'A spreadsheet took "{column}" for a number and lost its last digits. The row was left out; ask the sender to export it again with the column as text.' },
  'id-check-digit': { 'zh-CN': '证件编号的校验码不对，号码中有错字。这一行未导入，请发送方核对证件。', en: 'The check character of the ID number is wrong, so some character of it is. The row was left out; ask the sender to check the document.' },
  'id-contradicts': { 'zh-CN': '“{column}”与证件编号不一致。这一行未导入，请发送方核对证件。', en: '"{column}" contradicts the ID number. The row was left out; ask the sender to check the document.' },
  'unknown-category': { 'zh-CN': '报考类别代码不在类别表中。这一行未导入；代码若是新增的，请先更新类别表再导入。', en: 'The category code is not in the category table. The row was left out; if the code is a new one, update the table and import again.' },
  'control-character': { 'zh-CN': '“{column}”中有看不见的控制字符。这一行未导入，请发送方清除后重新导出。', en: '"{column}" holds invisible control characters. The row was left out; ask the sender to remove them and export again.' },
  'refused-signed-case': { 'zh-CN': '考生已签字，签字后即为最终结果，较新的报名数据不再采用。', en: 'The candidate has signed, which is final; newer registration data is not taken.' },
  'conflict-open-case': { 'zh-CN': '已开始审核，较新的报名数据没有采用。请在现场按更正办理，或结束审核前与发送方核对。', en: 'The review has begun; the newer registration data was not taken. Enter what differs as a correction at the desk, or ask the sender before the review ends.' },
  superseded: { 'zh-CN': '已有更新的版本，这一行没有采用。无需处理。', en: 'A newer revision is there; this row was not taken. Nothing needs to be done.' },
  'untyped-character': { 'zh-CN': '姓名中有未能录入的字（? * 或方括号）。已导入，请在现场按证件补全。', en: 'The name holds a character that could not be typed (? * or brackets). Stored; complete it at the desk from the document.' },
  'id-check-digit-old': { 'zh-CN': '15 位外国人永久居留身份证号码的校验不符。已导入，请在现场核对证件。', en: 'The 15-character number of the foreigner’s permanent residence card fails its check. Stored; compare it with the card at the desk.' },
  'unknown-column': { 'zh-CN': '不认识的列“{column}”，已作为附加信息保存。列名若写错，请发送方改正。', en: 'The column "{column}" is not known; it is kept as an extra value. If its name is misspelt, ask the sender to correct it.' },

  'image-too-large': { 'zh-CN': '图片 {found} 字节，超过规定大小。已按原样保存，请在现场核对是否可用。', en: 'The image has {found} bytes, more than allowed. Kept as it is; decide at the desk whether it will do.' },
  'image-not-upright': { 'zh-CN': '图片方向不正。已按原样保存，可在现场旋转查看。', en: 'The image is not upright. Kept as it is; turn the view at the desk.' },
  'image-too-small': { 'zh-CN': '图片只有 {found} 像素，小于规定尺寸。已按原样保存，看不清时请现场重拍。', en: 'The image has only {found} pixels, less than asked. Kept as it is; capture it again at the desk if it cannot be read.' },
  'image-too-many': { 'zh-CN': '这种材料的图片超过规定张数。已保存，请在现场确认以哪几张为准。', en: 'There are more images of this material than allowed. Stored; decide at the desk which ones count.' },
  'image-undecodable': { 'zh-CN': '图片无法完整打开（{hint}），未导入。请在现场重拍，或请发送方重新上传。', en: 'The image cannot be decoded in full ({hint}) and was left out. Capture it at the desk, or ask the sender to upload it again.' },
  'image-wrong-type': { 'zh-CN': '文件内容不是规定的图片格式（JPEG 或 PNG），未导入。请在现场重拍，或请发送方转换后重新上传。', en: 'The content is not an image of an allowed type (JPEG or PNG) and was left out. Capture it at the desk, or ask the sender to convert it.' },
  'image-pixel-limit': { 'zh-CN': '图片 {found} 像素，超过上限，未导入。请发送方缩小后重新上传。', en: 'The image has {found} pixels, more than the limit, and was left out. Ask the sender for a smaller one.' },
  'image-without-row': { 'zh-CN': '名单中没有这名考生，或该行被拒绝，图片未导入。请先解决对应的行。', en: 'Its registration is not in the table or was rejected; the image was left out. Settle that row first.' },
};

/** The words of a finding in one language. */
export function problemMessage(found: Problem, language: keyof BothLanguages): string {
  const values: Readonly<Record<string, string>> = {
    column: columnName(found.column, language),
    found: found.found ?? '',
    path: found.path ?? '',
    hint: found.hint === null ? '' : findHintText(found.code, found.hint, language),
  };
  return MESSAGES[found.code][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

function columnName(column: string | null, language: keyof BothLanguages): string {
  if (column === null) return '';
  const headers: Readonly<Record<string, string>> = FIELD_HEADERS;
  return language === 'en' ? column : (headers[column] ?? column);
}
