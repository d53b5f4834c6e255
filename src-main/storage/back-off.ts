const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * How long to wait before the next try after so many failures: twice as long each time, and never at the same moment as
 * the other desks that lost the same server. `random` is from 0 to 1.
 */
export function backOffMs(failures: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return Math.round(longest / 2 + (longest / 2) * random);
}
