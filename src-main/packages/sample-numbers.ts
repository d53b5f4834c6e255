import { idCheckCharacter } from '../domain/id-number';

/** Area code that no place has: every invented person lives there. */
const AREA = '990000';

/** A number with a valid check character. `birth` is `YYYY-MM-DD`; an odd sequence means a man. */
export function sampleIdNumber(birth: string, sequence: number): string {
  const first17 = `${AREA}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + idCheckCharacter(first17);
}

/** Repeatable numbers from a seed (mulberry32): the same seed writes the same package, byte for byte. */
export class SeededNumbers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * end);
  }
}

/** Digits that look like a running number and differ for every candidate. */
export function running(index: number, width: number): string {
  return String(index + 1).padStart(width, '0');
}
