// A program of its own: searches the store of the folder named first, which holds as many registrations as named second, and
// prints how long each search took, by what was typed and in which states, in milliseconds.
import { attachToStore } from '../../../src-main/storage/open-store';
import type { Store } from '../../../src-main/storage/store';
import { personOf, type Person } from './many-registrations';

const ROWS_ON_SCREEN = 100;
const WARM_UP = 30;
const SEARCHES = 300;

/** What people type, from the beginning of a word to all of it. */
const TYPED: Readonly<Record<string, (person: Person) => string>> = {
  'surname': ({ name }) => name.slice(0, 1),
  'name prefix': ({ name }) => name.slice(0, 2),
  'name': ({ name }) => name,
  'initial': ({ initials }) => initials.slice(0, 1),
  'pinyin initials': ({ initials }) => initials,
  'pinyin': ({ pinyin }) => pinyin.slice(0, 6),
  'number prefix': ({ registrationNo }) => registrationNo.slice(0, 10),
  'number': ({ registrationNo }) => registrationNo,
  'last four digits': ({ idNumber }) => idNumber.slice(-4),
  'ID number': ({ idNumber }) => idNumber,
};

const FILTERS = { 'every state': [], 'waiting': ['waiting'], 'rare states': ['refused', 'readyToSign'] } as const;

const [, , dir = '', size = '0'] = process.argv;
const people = Number(size);
const store = attachToStore({ dir });
const times: Record<string, readonly number[]> = {};
for (const [typed, textOf] of Object.entries(TYPED)) {
  for (const [filter, states] of Object.entries(FILTERS)) times[`${typed}, ${filter}`] = await searchTimes(store, textOf, states);
}
await store.close();
console.log(JSON.stringify(times));

async function searchTimes(on: Store, textOf: (person: Person) => string, states: (typeof FILTERS)[keyof typeof FILTERS]): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let n = 0; n < WARM_UP + SEARCHES; n += 1) {
    const text = textOf(personOf(Math.floor((n * 0.618_034 % 1) * people)));
    const started = performance.now();
    await on.listCases({ text, states, offset: 0, limit: ROWS_ON_SCREEN });
    if (n >= WARM_UP) taken.push(performance.now() - started);
  }
  return taken;
}
