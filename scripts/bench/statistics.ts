/** The middle of some measured values; of an even number, the mean of the two in the middle. @throws RangeError of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('no values');
  return (lower + upper) / 2;
}

/** The value that `share` per cent of the values do not exceed (nearest rank). @throws RangeError of none. */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share / 100) - 1)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}

/** The middle of the rounds with the lowest and the highest of them. */
export interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/**
 * Round by round, the desk's value over what it is compared with. The two of a round ran one after the other, so that what
 * else the machine did weighs on both. @throws RangeError when a round lacks one of its two.
 */
export function ratiosOf(desk: readonly number[], against: readonly number[]): readonly number[] {
  if (desk.length !== against.length) throw new RangeError(`${desk.length} rounds against ${against.length}`);
  return desk.map((value, round) => value / (against[round] ?? Number.NaN));
}
