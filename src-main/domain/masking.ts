/** `990000********0012`: what screens, receipts and logs show of an ID number until a person asks. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length <= 8) return `${idNumber.slice(0, 1)}${'*'.repeat(Math.max(0, idNumber.length - 2))}${idNumber.slice(-1)}`;
  const tail = idNumber.slice(-4);
  const head = idNumber.slice(0, idNumber.length >= 15 ? 6 : 2);
  return `${head}${'*'.repeat(idNumber.length - head.length - tail.length)}${tail}`;
}

const LIKE_AN_ID_NUMBER = /\d{17}[\dXx]|[A-Z]{3}\d{12}|(?<!\d)\d{15}(?!\d)/g;

/** Free text as the log may keep it: whatever looks like an ID number is masked, whoever typed it. */
export function maskIdNumbersIn(text: string): string {
  return text.replace(LIKE_AN_ID_NUMBER, maskIdNumber);
}
