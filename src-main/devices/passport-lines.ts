import { parse, type FieldName, type ParseResult } from 'mrz';
import type { PassportZone } from '../domain/passport-zone';
import { ok, type Result } from '../domain/result';
import { refusal, type Refusal } from '../domain/refusal';

const LINE = 44;
const CHECKED: readonly FieldName[] = ['documentNumberCheckDigit', 'birthDateCheckDigit', 'expirationDateCheckDigit', 'personalNumberCheckDigit', 'compositeCheckDigit'];

/** As scanners and people give it: an input method widens letters and turns `<` into `《`; a scanner may send both lines as one. */
function linesOf(text: string): readonly string[] {
  const tidy = text.normalize('NFKC').toUpperCase().replace(/[《〈«]/g, '<');
  const lines = tidy.split(/[\r\n\t]+/).map((line) => line.replace(/\s/g, '')).filter((line) => line !== '');
  const [only] = lines;
  return lines.length === 1 && only !== undefined && only.length === 2 * LINE ? [only.slice(0, LINE), only.slice(LINE)] : lines;
}

function wrongCheckDigit({ details }: ParseResult): FieldName | null {
  return details.find(({ field, valid }) => field !== null && CHECKED.includes(field) && !valid)?.field ?? null;
}

function zoneOf({ fields }: ParseResult, [first = '', second = '']: readonly string[]): PassportZone {
  const sexes: Readonly<Record<string, PassportZone['sex']>> = { M: 'male', F: 'female' };
  const birth = second.slice(13, 19);
  return {
    number: fields.documentNumber ?? '', surname: fields.lastName ?? '', givenNames: fields.firstName ?? '', isNameCut: first.at(-1) !== '<',
    sex: sexes[second[20] ?? ''] ?? null, birth: /^\d{6}$/.test(birth) ? birth : null, expiry: second.slice(21, 27),
  };
}

/**
 * The two lines at the foot of a passport's page, typed or scanned. Errors: `passport-lines-wrong` (not two lines of 44 signs that
 * begin with P), `passport-check-digit` (`part`: which of its check digits does not hold).
 */
export function readPassportLines(text: string): Result<PassportZone, Refusal> {
  const lines = linesOf(text);
  const fits = lines.length === 2 && lines.every((line) => line.length === LINE && /^[A-Z0-9<]+$/.test(line)) && lines[0]?.startsWith('P') === true;
  if (!fits) return refusal('passport-lines-wrong', { lengths: lines.map((line) => line.length).join(' + ') || '0' });
  const parsed = parse([...lines]);
  const wrong = wrongCheckDigit(parsed);
  if (wrong !== null) return refusal('passport-check-digit', { part: wrong });
  const zone = zoneOf(parsed, lines);
  return zone.number === '' || zone.surname === '' || !/^\d{6}$/.test(zone.expiry) ? refusal('passport-lines-wrong', { lengths: '44 + 44' }) : ok(zone);
}

const NUMBER_PLACES = 9;

/**
 * The number of the passport whose lines, or whose second line, were scanned; it finds a case and proves nobody. Null for every
 * other text, for lines whose check digits do not hold, and for a first line, which tells no number.
 */
export function findPassportNumber(text: string): string | null {
  const whole = readPassportLines(text);
  if (whole.ok) return whole.value.number;
  const lines = linesOf(text);
  const [second] = lines;
  if (lines.length !== 1 || second?.length !== LINE) return null;
  const read = readPassportLines(`${`P<${second.slice(NUMBER_PLACES + 1, NUMBER_PLACES + 4)}X`.padEnd(LINE, '<')}\n${second}`);
  return read.ok ? read.value.number : null;
}
