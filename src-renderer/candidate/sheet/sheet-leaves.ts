import type { Result } from '../../../src-preload/contract/common';

/** What a sheet's content is made of: no fractions, no booleans (spec case-and-finality.md, Forms). */
export type SheetValue = string | number | null | readonly SheetValue[] | { readonly [key: string]: SheetValue };

/**
 * One value as text. `list` and `record` stand for a collection and say how many entries it has, so that an empty one is
 * known and a lost entry is noticed; records that always hold something need none.
 */
export const LEAF_TYPES = ['string', 'integer', 'null', 'list', 'record'] as const;
export type LeafType = (typeof LEAF_TYPES)[number];

export interface Leaf {
  /** JSON Pointer (RFC 6901), e.g. `/corrections/0/old`. */
  path: string;
  type: LeafType;
  text: string;
}

export type UnreadableLeaf = { code: 'unreadable-leaf'; path: string };

/** The text that stands for null. */
export const NULL_TEXT = '—';

export function pathOf(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function keysOf(path: string): string[] {
  return path.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Type and text of a value that is shown in one place. Throws on a fraction: no sheet holds one. */
export function textOf(value: string | number | null): { type: LeafType; text: string } {
  if (value === null) return { type: 'null', text: NULL_TEXT };
  if (typeof value === 'string') return { type: 'string', text: value };
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new Error('a sheet holds integers only');
  return { type: 'integer', text: String(value) };
}

/** Every leaf of a value, collections included. */
export function leavesOf(value: SheetValue, keys: readonly (string | number)[] = []): Leaf[] {
  const path = pathOf(keys);
  if (value === null || typeof value !== 'object') return [{ path, ...textOf(value) }];
  const entries: readonly [string | number, SheetValue][] = isList(value) ? [...value.entries()] : Object.entries(value);
  const count: Leaf = { path, type: isList(value) ? 'list' : 'record', text: String(entries.length) };
  return [count, ...entries.flatMap(([key, entry]) => leavesOf(entry, [...keys, key]))];
}

function isList(value: readonly SheetValue[] | { readonly [key: string]: SheetValue }): value is readonly SheetValue[] {
  return Array.isArray(value);
}

interface Branch {
  leaf: Leaf | null;
  entries: Map<string, Branch>;
}

/** Puts leaves together again, in any order. Refused: a path that comes twice, a text that is not of its type, a wrong count, a gap in a list. */
export function valueOf(leaves: readonly Leaf[]): Result<SheetValue, UnreadableLeaf> {
  const root: Branch = { leaf: null, entries: new Map() };
  for (const leaf of leaves) {
    const branch = branchAt(root, keysOf(leaf.path));
    if (branch.leaf !== null) return unreadable(leaf.path);
    branch.leaf = leaf;
  }
  return grow(root, '');
}

function branchAt(root: Branch, keys: readonly string[]): Branch {
  let branch = root;
  for (const key of keys) {
    const next = branch.entries.get(key) ?? { leaf: null, entries: new Map<string, Branch>() };
    branch.entries.set(key, next);
    branch = next;
  }
  return branch;
}

function grow(branch: Branch, path: string): Result<SheetValue, UnreadableLeaf> {
  const { leaf, entries } = branch;
  if (leaf === null) return entries.size === 0 ? unreadable(path) : growRecord(branch, path);
  if (leaf.type === 'list' || leaf.type === 'record') {
    if (leaf.text !== String(entries.size)) return unreadable(path);
    return leaf.type === 'list' ? growList(branch, path) : growRecord(branch, path);
  }
  return entries.size > 0 ? unreadable(path) : growScalar(leaf);
}

const INTEGER = /^(0|-?[1-9]\d*)$/;

function growScalar({ type, text, path }: Leaf): Result<SheetValue, UnreadableLeaf> {
  if (type === 'string') return { ok: true, value: text };
  if (type === 'null' && text === NULL_TEXT) return { ok: true, value: null };
  if (type === 'integer' && INTEGER.test(text) && Number.isSafeInteger(Number(text))) return { ok: true, value: Number(text) };
  return unreadable(path);
}

function growList(branch: Branch, path: string): Result<SheetValue, UnreadableLeaf> {
  const list: SheetValue[] = [];
  for (let i = 0; i < branch.entries.size; i += 1) {
    const entry = branch.entries.get(String(i));
    const grown = entry === undefined ? unreadable(`${path}/${i}`) : grow(entry, `${path}/${i}`);
    if (!grown.ok) return grown;
    list.push(grown.value);
  }
  return { ok: true, value: list };
}

function growRecord(branch: Branch, path: string): Result<SheetValue, UnreadableLeaf> {
  const record: [string, SheetValue][] = [];
  for (const [key, entry] of branch.entries) {
    const grown = grow(entry, path + pathOf([key]));
    if (!grown.ok) return grown;
    record.push([key, grown.value]);
  }
  return { ok: true, value: Object.fromEntries(record) };
}

function unreadable(path: string): { ok: false; error: UnreadableLeaf } {
  return { ok: false, error: { code: 'unreadable-leaf', path } };
}
