// A program of its own: searches the store of the folder named first, which holds as many people as named second, and prints
// how long each search took, by what was typed, in which states, and how many rows were asked for, in milliseconds. The store
// lies in the database at the address named third, when there is one.
import { attachToStore } from '../../../src-main/storage/open-store';
import type { CaseListQuery } from '../../../src-main/storage/store';
import { personOf, type Person } from './many-registrations';
import { placeOf } from './store-place';

const WARM_UP = 20;
const SEARCHES = 200;

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
};
const FILTERS = { 'every state': [], 'waiting': ['waiting'], 'rare states': ['refused', 'readyToSign'] } as const;
/** What a list asks for at once, and what a screen shows of it. */
const ROWS = { page: 100, screen: 20 };

const [, , dir = '', size = '0', url] = process.argv;
const store = attachToStore(placeOf(dir, url));
const times: Record<string, readonly number[]> = {};
for (const [typed, textOf] of Object.entries(TYPED)) {
  for (const [filter, states] of Object.entries(FILTERS)) {
    for (const [rows, limit] of Object.entries(ROWS)) times[`${typed}, ${filter}, ${rows}`] = await searchTimes(textOf, { states, offset: 0, limit });
  }
}
await store.close();
console.log(JSON.stringify(times));

async function searchTimes(textOf: (person: Person) => string, query: Omit<CaseListQuery, 'text'>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let n = 0; n < WARM_UP + SEARCHES; n += 1) {
    const text = textOf(personOf(Math.floor((n * 0.618_034 % 1) * Number(size))));
    const started = performance.now();
    await store.listCases({ ...query, text });
    if (n >= WARM_UP) taken.push(performance.now() - started);
  }
  return taken;
}
