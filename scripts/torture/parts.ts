import type { TorturePart } from './torture-part.ts';

/** Every part by its name; each is loaded when it is its turn, with the product's sources that it imports. */
export const PARTS: Readonly<Record<string, () => Promise<TorturePart>>> = {
  kills: async () => (await import('./kills.ts')).kills,
  'disk-faults': async () => (await import('./disk-faults.ts')).diskFaults,
  'bit-flips': async () => (await import('./bit-flips.ts')).bitFlips,
  'reader-fuzz': async () => (await import('./reader-fuzz.ts')).readerFuzz,
  races: async () => (await import('./races.ts')).races,
};
