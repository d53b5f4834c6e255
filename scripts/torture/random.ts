/** A source of numbers from 0 up to 1 that gives the same ones for the same seed and round (mulberry32). */
export function randomOf(seed: number, round: number): () => number {
  let state = (seed ^ Math.imul(round + 1, 0x9e3779b1)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
