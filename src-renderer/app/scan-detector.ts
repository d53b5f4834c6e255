/** A key as it comes from a keyboard or from a scanner that plays one; `at` in milliseconds. */
export interface KeyStroke {
  /** `KeyboardEvent.code`: what key it was, whatever an input method makes of it. */
  code: string;
  shiftKey: boolean;
  /** The keyboard repeats a key that is held down. */
  repeat?: boolean;
  at: number;
}

/** Nobody types this fast: mean time between keys, and the longest one, in milliseconds. */
const MEAN_MS = 30;
export const LONGEST_MS = 100;
/** No keyboard repeats a held key faster; a scanner that types a character twice may look like it, but is. */
const FASTEST_REPEAT_MS = 25;
/** Shorter bursts are a person's. */
const LEAST_CHARACTERS = 6;
const MOST_CHARACTERS = 200;

/** Signs by key, plain and with Shift: codes in squares and the lines of a passport hold more than letters and digits. */
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'], Slash: ['/', '?'], Period: ['.', '>'], Comma: [',', '<'], Semicolon: [';', ':'], Quote: ["'", '"'], Equal: ['=', '+'],
  BracketLeft: ['[', '{'], BracketRight: [']', '}'], Backslash: ['\\', '|'], Backquote: ['`', '~'], IntlBackslash: ['<', '>'], Space: [' ', ' '],
  NumpadSubtract: ['-', '-'], NumpadAdd: ['+', '+'], NumpadDivide: ['/', '/'], NumpadMultiply: ['*', '*'], NumpadDecimal: ['.', '.'],
};

function characterOf({ code, shiftKey }: KeyStroke): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? null;
}

/**
 * Tells a scanner's keys from a person's by their speed alone. Scanners play a keyboard: they type what they read and end with
 * Enter or Tab. Works by key, not by character, so that a Chinese input method that is on changes nothing.
 */
export class ScanDetector {
  #text = '';
  #first = 0;
  #last = 0;

  /** Whether the next key would be the first of a scan. */
  beginsAt(at: number): boolean {
    return this.#text === '' || at - this.#last > LONGEST_MS;
  }

  /** Whether this key may belong to a scan: nobody knows before the next ones have come, or have not. No code begins with a space. */
  mayBelong(stroke: KeyStroke): boolean {
    const begins = stroke.code === 'Space' && this.beginsAt(stroke.at);
    return characterOf(stroke) !== null && !begins && !this.#isHeldDown(stroke);
  }

  /** Whether the keys so far came as fast as only a scanner types. */
  isFast(): boolean {
    return this.#text.length >= LEAST_CHARACTERS && (this.#last - this.#first) / (this.#text.length - 1) <= MEAN_MS;
  }

  /** What was scanned, with the key that ends it; null for any other key. */
  feed(stroke: KeyStroke): string | null {
    const isEnd = stroke.code === 'Enter' || stroke.code === 'NumpadEnter' || stroke.code === 'Tab';
    // A scanner holds Shift for capitals: no key of its own.
    if (/^Shift/.test(stroke.code)) return null;
    if (stroke.at - this.#last > LONGEST_MS) this.#text = '';
    if (isEnd) return this.#take(stroke.at);
    const character = this.#isHeldDown(stroke) ? null : characterOf(stroke);
    if (character === null || this.#text.length >= MOST_CHARACTERS) this.#text = '';
    else this.#add(character, stroke.at);
    return null;
  }

  #isHeldDown({ repeat, at }: KeyStroke): boolean {
    return repeat === true && at - this.#last >= FASTEST_REPEAT_MS;
  }

  #add(character: string, at: number): void {
    if (this.#text === '') this.#first = at;
    this.#text += character;
    this.#last = at;
  }

  #take(at: number): string | null {
    const text = this.isFast() && at - this.#last <= LONGEST_MS ? this.#text : null;
    this.#text = '';
    return text;
  }
}
