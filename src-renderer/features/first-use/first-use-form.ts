import type { Input } from '../../../src-preload/contract/desk-api';
import type { Role, StoreKind } from '../../../src-preload/contract/common';

/** One person as typed. PINs live in the form alone, never among the drafts. */
export interface PersonRow {
  key: number;
  name: string;
  roles: readonly Role[];
}

/** What first use asks, as typed so far. */
export interface FirstUseEntries {
  kind: StoreKind;
  deskId: string;
  people: readonly PersonRow[];
}

/** Form of a desk id, as the contract admits it. */
export const DESK_ID = /^[a-z0-9-]{1,16}$/;
export const SHORTEST_PIN = 4;
export const FEWEST_PEOPLE = 2;

/** For practice: three invented people to accept or change, so that it can begin at once. */
export function firstEntries(names: readonly string[]): FirstUseEntries {
  const roles: readonly (readonly Role[])[] = [['reviewer'], ['reviewer'], ['approver', 'administrator']];
  return { kind: 'training', deskId: 'desk-1', people: roles.map((each, key) => ({ key, name: names[key] ?? '', roles: each })) };
}

/** Another kind of store: invented names leave a live one and come back for practice; names that were typed stay. */
export function withKind(entries: FirstUseEntries, kind: StoreKind, invented: readonly string[]): FirstUseEntries {
  const people = entries.people.map((person) => {
    if (kind === 'live' && invented.includes(person.name)) return { ...person, name: '' };
    if (kind === 'training' && person.name === '') return { ...person, name: invented[person.key] ?? '' };
    return person;
  });
  return { ...entries, kind, people };
}

/** Why the set-up cannot be sent yet; texts under `first-use:missing.<problem>`. */
export type MissingEntry = 'deskId' | 'names' | 'roles' | 'pins' | 'sameName' | 'passphrase';

export function findMissing({ deskId, people }: FirstUseEntries, pins: Readonly<Record<number, string>>): MissingEntry | null {
  if (!DESK_ID.test(deskId)) return 'deskId';
  const names = people.map(({ name }) => name.trim());
  if (names.includes('')) return 'names';
  if (new Set(names).size !== names.length) return 'sameName';
  if (people.some(({ roles }) => roles.length === 0)) return 'roles';
  return people.some(({ key }) => (pins[key] ?? '').length < SHORTEST_PIN) ? 'pins' : null;
}

export function setupInput(entries: FirstUseEntries, pins: Readonly<Record<number, string>>, passphrase: string | null): Input<'setup.create'> {
  return {
    kind: entries.kind,
    deskId: entries.deskId,
    passphrase,
    staff: entries.people.map(({ key, name, roles }) => ({ name: name.trim(), pin: pins[key] ?? '', roles: [...roles] })),
  };
}
