import type { SamplePassport } from './sample-candidate';

/** The machine-readable zone of a passport: ICAO 9303 part 4, two lines of 44 signs. */

const LINE = 44;
const WEIGHTS = [7, 3, 1] as const;

function valueOf(sign: string): number {
  if (sign === '<') return 0;
  return sign >= 'A' ? sign.charCodeAt(0) - 55 : Number(sign);
}

function checkDigit(text: string): string {
  return String([...text].reduce((sum, sign, i) => sum + valueOf(sign) * (WEIGHTS[i % 3] ?? 0), 0) % 10);
}

/** Letters and fillers alone, as the zone writes names. */
function zoneName(surname: string, givenNames: string): string {
  const plain = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z]+/g, '<');
  return `${plain(surname)}<<${plain(givenNames)}`;
}

function shortDay(day: string): string {
  return day.slice(2).replaceAll('-', '');
}

/** Both lines, with the check digits of an invented passport; a line feed between them. */
export function passportLines({ country, surname, givenNames, number, birthDate, sex, validUntil }: Omit<SamplePassport, 'lines'>): string {
  const checked = (text: string): string => `${text}${checkDigit(text)}`;
  const first = `P<${country}${zoneName(surname, givenNames)}`.slice(0, LINE).padEnd(LINE, '<');
  const [holder, birth, expiry] = [checked(number.padEnd(9, '<')), checked(shortDay(birthDate)), checked(shortDay(validUntil))];
  const personal = checked('<'.repeat(14));
  const all = checkDigit(`${holder}${birth}${expiry}${personal}`);
  return `${first}\n${holder}${country}${birth}${sex}${expiry}${personal}${all}`;
}
