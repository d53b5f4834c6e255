import canonicalize from 'canonicalize';
import type { Result } from '../../../src-preload/contract/common';
import { LEAF_TYPES, valueOf, type Leaf, type LeafType, type SheetValue, type UnreadableLeaf } from './sheet-leaves';

/**
 * The sheet as the page shows it: put together from the visible text of every `data-leaf` element, never from what the
 * page was told to draw. A leaf that cannot be seen was not shown, so the sheet cannot be read.
 */
export function readBackSheet(root: ParentNode): Result<SheetValue, UnreadableLeaf> {
  const elements = [...root.querySelectorAll<HTMLElement>('[data-leaf]')];
  const hidden = elements.find((element) => !element.checkVisibility({ visibilityProperty: true }));
  if (hidden !== undefined) return { ok: false, error: { code: 'unreadable-leaf', path: hidden.dataset['leaf'] ?? '' } };
  return valueOf(elements.map(readLeaf));
}

function readLeaf(element: HTMLElement): Leaf {
  const { leaf: path = '', type } = element.dataset;
  return { path, type: LEAF_TYPES.find((known): known is LeafType => known === type) ?? 'null', text: element.textContent ?? '' };
}

/** SHA-256, lower-case hex, of the canonical JSON (RFC 8785) of a sheet. */
export async function digestSheet(sheet: SheetValue): Promise<string> {
  const text = canonicalize(sheet);
  if (text === undefined) throw new Error('a sheet has a JSON form');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
