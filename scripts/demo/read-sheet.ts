import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

interface ShownLeaf {
  path: string;
  type: string;
  text: string;
}

type Built = { [key: string]: unknown };

function setAt(root: Built, keys: readonly string[], value: unknown): void {
  let at = root;
  for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Built;
  at[keys.at(-1) ?? ''] = value;
}

/** Lists were built as records with numbers for keys. */
function withLists(value: unknown, lists: ReadonlySet<string>, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, withLists(each, lists, `${path}/${key}`)]);
  return lists.has(path) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

/**
 * The digest of the sheet on the candidate's screen, worked out here from nothing but the texts that stand on the page:
 * a second opinion, by other code than the product's.
 */
export function digestOfShown(leaves: readonly ShownLeaf[]): string {
  const root: Built = {};
  const collections = leaves.filter(({ type }) => type === 'list' || type === 'record');
  for (const { path } of collections) setAt(root, path.split('/').slice(1), {});
  for (const { path, type, text } of leaves.filter(({ type: kind }) => kind !== 'list' && kind !== 'record')) {
    setAt(root, path.split('/').slice(1), type === 'null' ? null : type === 'integer' ? Number(text) : text);
  }
  const lists = new Set(collections.filter(({ type }) => type === 'list').map(({ path }) => path));
  return createHash('sha256').update(canonicalize(withLists(root, lists, '') as object) ?? '').digest('hex');
}
