import { useReducer } from 'react';
import type { CaseView, FieldKey, MaterialView, PaperFieldView, PaperImageView } from '../../../../src-preload/contract/cases';
import { useImageViews, type ImageViews } from '../viewer/use-image-views';
import { firstPlace, movePlace, pagesInView, type Place, type PlaceEvent } from './place';

/** The papers of a case as they lie before the clerk. */
export interface PapersAtHand {
  place: Place;
  move(event: PlaceEvent): void;
  material: MaterialView | null;
  /** The field that has the keys, as the paper in view shows it. */
  field: PaperFieldView | null;
  /** Positions of the images on the screen. */
  inView: readonly number[];
  /** The image that the keys work on. */
  image: PaperImageView | null;
  images: ImageViews;
}

export function usePapers(view: CaseView, wanted: readonly FieldKey[] = []): PapersAtHand {
  const [place, move] = useReducer(movePlace, undefined, () => firstPlace(view, wanted));
  const material = view.materials.find(({ code }) => code === place.material) ?? view.materials[0] ?? null;
  const inView = pagesInView(place, material?.images.length ?? 0);
  const onScreen = inView.flatMap((n) => material?.images[n] ?? []);
  const images = useImageViews(onScreen);
  return {
    place, move, material, inView, images,
    field: material?.fields.find(({ field }) => field === place.field) ?? null,
    image: onScreen.find(({ sha256 }) => sha256 === images.active) ?? null,
  };
}
