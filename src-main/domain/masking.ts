/** `990000********0012`: what screens, receipts and logs show of an ID number until a person asks. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length <= 8) return `${idNumber.slice(0, 1)}${'*'.repeat(Math.max(0, idNumber.length - 2))}${idNumber.slice(-1)}`;
  const tail = idNumber.slice(-4);
  const head = idNumber.slice(0, idNumber.length >= 15 ? 6 : 2);
  return `${head}${'*'.repeat(idNumber.length - head.length - tail.length)}${tail}`;
}

/** Digits in full width too, as an input method may type them; together, or in the groups in which people read a number out. */
const LIKE_AN_ID_NUMBER =
  /[\d０-９]{17}[\d０-９XxＸｘ]|(?<![\d０-９])[\d０-９]{6}[\s-][\d０-９]{8}[\s-][\d０-９]{3}[\d０-９XxＸｘ](?![\d０-９])|[A-Z]{3}\d{12}|(?<![\d０-９])[\d０-９]{15}(?![\d０-９])/g;

/** Free text as the log may keep it: whatever looks like an ID number is masked, whoever typed it. */
export function maskIdNumbersIn(text: string): string {
  return text.replace(LIKE_AN_ID_NUMBER, maskIdNumber);
}
