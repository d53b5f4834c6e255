import type { SitePolicy } from './policy';

/** One value in which two policies differ, as JSON text; null where a policy does not say it. `path` is as in policy problems: `materials.DIPLOMA.max`. */
export interface PolicyDifference {
  path: string;
  inForce: string | null;
  proposed: string | null;
}

type Tree = Readonly<Record<string, unknown>>;

/** Everything that would change, in the order of the paths. Lists are compared as a whole: their order is part of what they say. */
export function policyDifferences(inForce: SitePolicy, proposed: SitePolicy): readonly PolicyDifference[] {
  return differencesAt('', inForce, proposed);
}

function differencesAt(path: string, before: unknown, after: unknown): readonly PolicyDifference[] {
  if (isTree(before) && isTree(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) => differencesAt(path === '' ? key : `${path}.${key}`, before[key], after[key]));
  }
  const [inForce, proposed] = [textOf(before), textOf(after)];
  return inForce === proposed ? [] : [{ path, inForce, proposed }];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys in order, so that only what is said counts. */
function textOf(value: unknown): string | null {
  const inOrder = (_key: string, part: unknown): unknown => (isTree(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part);
  return value === undefined || value === null ? null : JSON.stringify(value, inOrder);
}
