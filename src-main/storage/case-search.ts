/** One way in which a typed text may find a registration: a column that begins with, or equals, the value. */
export interface SearchWay {
  column: 'name' | 'name_pinyin' | 'name_initials' | 'registration_no' | 'id_tail' | 'id_number';
  match: 'prefix' | 'equal';
  value: string;
}

/** A whole ID number: of a resident or foreigner; of a passport; of an officer, with its Chinese words. */
const ID_NUMBERS = [/^[\dA-Za-z]{15,18}$/, /^(?=.*\d)[\dA-Za-z]{6,12}$/, /^(?=.*\d)(?=.*\p{Script=Han})[\dA-Za-z\p{Script=Han}-]{5,30}$/u];
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const DOTS = /[\u2022\u2027\u22c5\u30fb\uff0e\uff65]/g;

/** Typed text in the forms that records use: half-width letters and digits, `·` for the dots of a name, ü as v. */
function normalise(text: string): string {
  return text.trim()
    .replaceAll(DOTS, '\u00b7')
    .replaceAll(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll(/[üÜ]/g, 'v');
}

/** Separators that stand in Latin names and are not part of what they are found by. */
function lettersOf(text: string): string {
  return text.replaceAll(/[\s\u00b7.'-]/g, '').toLowerCase();
}

/**
 * The ways to look a text up, the most telling first: last four characters of an ID number, a whole ID number,
 * pinyin, initials, a registration number's beginning, a name's beginning. Empty for a text that can find nothing.
 */
export function searchWays(text: string): readonly SearchWay[] {
  const typed = normalise(text);
  const letters = lettersOf(typed);
  const ways: SearchWay[] = [];
  if (/^\d{3}[\dXx]$/.test(typed)) ways.push({ column: 'id_tail', match: 'equal', value: typed.toUpperCase() });
  if (ID_NUMBERS.some((form) => form.test(typed))) ways.push({ column: 'id_number', match: 'equal', value: typed.toUpperCase() });
  if (/^[a-z][a-z\d]*$/.test(letters)) {
    ways.push({ column: 'name_pinyin', match: 'prefix', value: letters }, { column: 'name_initials', match: 'prefix', value: letters });
  }
  if (/^[\dA-Za-z][\dA-Za-z-]*$/.test(typed)) ways.push({ column: 'registration_no', match: 'prefix', value: typed });
  if (/[^\x20-\x7e]/.test(typed)) ways.push({ column: 'name', match: 'prefix', value: typed });
  return ways;
}
