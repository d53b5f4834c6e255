import type { PaperImageView } from '../../../../src-preload/contract/cases';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { ImageViews } from './use-image-views';

const ZOOM_STEP = 1.25;
const PAN_STEP_PX = 60;

export interface ImagePages {
  count: number;
  page: number;
  sideBySide: boolean;
  turnTo(page: number): void;
  setSideBySide(on: boolean): void;
  showFacts(): void;
  /** Plain arrows move the image; while a field has the keys they move among the fields. */
  arrowsMoveImage: boolean;
}

/** What can be done with the image in view. Nothing of it changes the image. */
export function imageActions(image: PaperImageView | null, views: ImageViews, pages: ImagePages): readonly KeyedAction[] {
  if (image === null) return [];
  const group = 'image';
  return [
    keyedAction({ name: 'zoomIn', keys: ['+', '='], group, repeats: true, run: () => views.zoom(image, ZOOM_STEP) }),
    keyedAction({ name: 'zoomOut', keys: ['-', '_'], group, repeats: true, run: () => views.zoom(image, 1 / ZOOM_STEP) }),
    keyedAction({ name: 'fit', keys: ['0'], group, run: () => views.fit(image) }),
    keyedAction({ name: 'turn', keys: ['r'], group, run: () => views.turn(image) }),
    keyedAction({ name: 'imageFacts', keys: ['i'], group, run: pages.showFacts }),
    ...pageActions(pages),
    ...panActions(image, views, pages.arrowsMoveImage),
  ];
}

function pageActions(pages: ImagePages): readonly KeyedAction[] {
  const { count, page, sideBySide } = pages;
  if (count < 2) return [];
  const group = 'image';
  return [
    keyedAction({ name: 'previousPage', keys: [','], group, run: () => pages.turnTo((page + count - 1) % count) }),
    keyedAction({ name: 'nextPage', keys: ['.'], group, run: () => pages.turnTo((page + 1) % count) }),
    ...(count === 2 ? [keyedAction({ name: sideBySide ? 'onePage' : 'bothPages', keys: ['b'], group, run: () => pages.setSideBySide(!sideBySide) })] : []),
  ];
}

const PANS = [
  { name: 'panLeft', key: 'ArrowLeft', dx: PAN_STEP_PX, dy: 0 },
  { name: 'panRight', key: 'ArrowRight', dx: -PAN_STEP_PX, dy: 0 },
  { name: 'panUp', key: 'ArrowUp', dx: 0, dy: PAN_STEP_PX },
  { name: 'panDown', key: 'ArrowDown', dx: 0, dy: -PAN_STEP_PX },
] as const;

function panActions(image: PaperImageView, views: ImageViews, plainToo: boolean): readonly KeyedAction[] {
  return PANS.map(({ name, key, dx, dy }) => keyedAction({
    name, keys: plainToo ? [key, `Shift+${key}`] : [`Shift+${key}`], group: 'image', repeats: true, run: () => views.pan(image, dx, dy),
  }));
}
