/** A key as it comes from a keyboard or from a scanner that plays one; `at` in milliseconds. */
export interface KeyStroke {
  /** `KeyboardEvent.code`: what key it was, whatever an input method makes of it. */
  code: string;
  shiftKey: boolean;
  at: number;
}

/** Nobody types this fast: mean time between keys, and the longest one, in milliseconds. */
const MEAN_MS = 30;
const LONGEST_MS = 100;
/** Shorter bursts are a person's. */
const LEAST_CHARACTERS = 6;
const MOST_CHARACTERS = 200;

const SIGNS: Readonly<Record<string, string>> = { Minus: '-', Slash: '/', Period: '.', NumpadSubtract: '-' };

function characterOf({ code, shiftKey }: KeyStroke): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  return SIGNS[code] ?? null;
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

  /** What was scanned, with the key that ends it; null for any other key. */
  feed(stroke: KeyStroke): string | null {
    const isEnd = stroke.code === 'Enter' || stroke.code === 'NumpadEnter' || stroke.code === 'Tab';
    // A scanner holds Shift for capitals: no key of its own.
    if (/^Shift/.test(stroke.code)) return null;
    if (stroke.at - this.#last > LONGEST_MS) this.#text = '';
    if (isEnd) return this.#take(stroke.at);
    const character = characterOf(stroke);
    if (character === null || this.#text.length >= MOST_CHARACTERS) this.#text = '';
    else this.#add(character, stroke.at);
    return null;
  }

  #add(character: string, at: number): void {
    if (this.#text === '') this.#first = at;
    this.#text += character;
    this.#last = at;
  }

  #take(at: number): string | null {
    const text = this.#text;
    this.#text = '';
    const isFast = text.length >= LEAST_CHARACTERS && (this.#last - this.#first) / (text.length - 1) <= MEAN_MS && at - this.#last <= LONGEST_MS;
    return isFast ? text : null;
  }
}
