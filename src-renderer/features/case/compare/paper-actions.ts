import type { CaseView, FieldKey } from '../../../../src-preload/contract/cases';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import { imageActions } from '../viewer/image-actions';
import { neighbourOf } from './paper-work';
import type { PapersAtHand } from './use-papers';

/** Moving among papers, pages and fields, and looking closer: the same wherever papers are shown. */
export function paperActions(view: CaseView, papers: PapersAtHand, showFacts: () => void): readonly KeyedAction[] {
  const { place, move, material, image, images } = papers;
  return [
    ...neighbourActions(view, papers),
    ...fieldMoves(papers),
    ...imageActions(image, images, {
      count: material?.images.length ?? 0, page: papers.inView[0] ?? 0, sideBySide: papers.inView.length === 2, arrowsMoveImage: place.field === null, showFacts,
      turnTo: (page) => move({ kind: 'page', page }),
      setSideBySide: (on) => move({ kind: 'sideBySide', on }),
    }),
  ];
}

function neighbourActions(view: CaseView, { place, move }: PapersAtHand): readonly KeyedAction[] {
  const step = (name: 'nextPaper' | 'previousPaper', key: string, by: 1 | -1): readonly KeyedAction[] => {
    const neighbour = neighbourOf(view, place.material, by);
    return neighbour === null ? [] : [keyedAction({ name, keys: [key], group: 'image', run: () => move({ kind: 'material', code: neighbour.code }) })];
  };
  return [...step('nextPaper', 'PageDown', 1), ...step('previousPaper', 'PageUp', -1)];
}

/** The letters always move among the fields; the arrows only while a field has the keys, else they move the image. */
function fieldMoves({ place, move, material }: PapersAtHand): readonly KeyedAction[] {
  const order = material?.fields.filter(({ proves }) => proves).concat(material.fields.filter(({ proves }) => !proves)).map(({ field }) => field) ?? [];
  if (order.length === 0) return [];
  const here = place.field === null ? -1 : order.indexOf(place.field);
  const to = (field: FieldKey | undefined): void => move({ kind: 'field', field: field ?? null });
  const withArrow = (letter: string, arrow: string): readonly [string, ...string[]] => (place.field === null ? [letter] : [letter, arrow]);
  return [
    keyedAction({ name: 'nextField', keys: withArrow('j', 'ArrowDown'), group: 'field', repeats: true, run: () => to(order[Math.min(here + 1, order.length - 1)]) }),
    keyedAction({ name: 'previousField', keys: withArrow('k', 'ArrowUp'), group: 'field', repeats: true, run: () => to(order[Math.max(here - 1, 0)]) }),
    ...(place.field === null ? [] : [keyedAction({ name: 'backToPaper', keys: ['Escape'], group: 'field', run: () => to(undefined) })]),
  ];
}
