import { ratiosOf, spreadOf, type Spread } from './statistics.ts';

export type Aim = { atMost: number } | { atLeast: number };

/** What was measured round by round, the desk beside what it is compared with, in `unit`. */
export interface Rounds {
  unit: 'ms' | 'files/s';
  desk: readonly number[];
  against: readonly number[];
}

export interface Figure {
  name: string;
  /** What is compared with what. */
  meaning: string;
  /** `ratio`: desk over the other; `ms`: the desk's own value. */
  unit: 'ratio' | 'ms';
  spread: Spread;
  aim: Aim;
  reached: boolean;
  rounds: Rounds;
  /** Further values of the same rounds, by their names. */
  further?: Readonly<Record<string, readonly number[]>>;
}

export type Measured = Pick<Figure, 'name' | 'meaning' | 'aim' | 'rounds' | 'further'>;

/** A figure that says how the desk compares. */
export function ratioFigure(measured: Measured): Figure {
  const { desk, against } = measured.rounds;
  return judged(measured, 'ratio', spreadOf(ratiosOf(desk, against)));
}

/** A figure whose aim is a value of its own; what it is compared with stands beside it. */
export function delayFigure(measured: Measured): Figure {
  return judged(measured, 'ms', spreadOf(measured.rounds.desk));
}

function judged(measured: Measured, unit: Figure['unit'], spread: Spread): Figure {
  return { ...measured, unit, spread, reached: isReached(spread.median, measured.aim) };
}

export function isReached(value: number, aim: Aim): boolean {
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast;
}
