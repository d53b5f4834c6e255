import type { CaseView, FieldKey } from '../../../../src-preload/contract/cases';
import { findNextPaper, findStop, hasWork, paperToBeginWith } from './paper-work';

/** Where the clerk is among the papers of a case. */
export interface Place {
  material: string | null;
  /** Counts from 0. */
  page: number;
  /** The field that has the keys; null when the paper has them. */
  field: FieldKey | null;
  /** Both images of a two-sided paper in one look. */
  sideBySide: boolean;
}

export type PlaceEvent =
  | { kind: 'material'; code: string; field?: FieldKey | null }
  | { kind: 'page'; page: number }
  | { kind: 'sideBySide'; on: boolean }
  | { kind: 'field'; field: FieldKey | null }
  /** The desk answered a decision on the paper in view. */
  | { kind: 'decided'; view: CaseView };

/** A field that the person was led to, e.g. by the candidate's doubt, decides the paper. */
export function firstPlace(view: CaseView, wanted: readonly FieldKey[] = []): Place {
  const led = view.materials.flatMap((material) => material.fields.map(({ field, proves }) => ({ code: material.code, field, proves })));
  const found = led.find(({ field, proves }) => proves && wanted.includes(field)) ?? led.find(({ field }) => wanted.includes(field));
  const material = found?.code ?? paperToBeginWith(view)?.code ?? null;
  return { material, page: 0, field: found?.field ?? null, sideBySide: true };
}

export function movePlace(place: Place, event: PlaceEvent): Place {
  switch (event.kind) {
    case 'material': return { ...place, material: event.code, page: 0, field: event.field ?? null };
    case 'page': return { ...place, page: event.page, sideBySide: false };
    case 'sideBySide': return { ...place, sideBySide: event.on };
    case 'field': return { ...place, field: event.field };
    case 'decided': return placeAfter(place, event.view);
  }
}

/** On the same paper as long as something of it is open, at the field that wants its own key; else at the next paper. */
function placeAfter(place: Place, view: CaseView): Place {
  const material = view.materials.find(({ code }) => code === place.material);
  if (material !== undefined && hasWork(view, material)) return { ...place, field: findStop(view, material) };
  const next = findNextPaper(view, place.material);
  return next === null ? { ...place, field: null } : { ...place, material: next.code, page: 0, field: null };
}

/** Positions of the images on the screen: both of a two-sided paper, else one. */
export function pagesInView(place: Place, images: number): readonly number[] {
  if (images === 0) return [];
  if (images === 2 && place.sideBySide) return [0, 1];
  return [Math.min(place.page, images - 1)];
}
