/** Width and height in CSS pixels, or of an image in its own pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A point of the pane, counted from its centre. */
export interface Point {
  x: number;
  y: number;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/**
 * How an image is looked at; never a change of the image. `fit` follows the pane's size by itself;
 * `free` is what a person zoomed or moved to: `scale` in CSS pixels per image pixel, `x` and `y` the image's centre from the pane's centre.
 */
export type ImageView =
  | { kind: 'fit'; turn: QuarterTurn }
  | { kind: 'free'; turn: QuarterTurn; scale: number; x: number; y: number };

/** Where the image stands in a pane of a known size. */
export interface Placement {
  scale: number;
  x: number;
  y: number;
  turn: QuarterTurn;
}

export const FITTED: ImageView = { kind: 'fit', turn: 0 };

const MAX_SCALE = 8;
/** Kept in sight at the pane's edge, so that an image cannot be pushed out of the pane. */
const KEPT_IN_SIGHT = 48;

/** The image's size as it lies after its turn. */
export function turnedSize(image: Size, turn: QuarterTurn): Size {
  return turn % 180 === 0 ? image : { width: image.height, height: image.width };
}

export function fitScale(image: Size, pane: Size, turn: QuarterTurn): number {
  const lying = turnedSize(image, turn);
  return Math.min(pane.width / lying.width, pane.height / lying.height, MAX_SCALE);
}

export function placementOf(view: ImageView, image: Size, pane: Size): Placement {
  if (view.kind === 'fit') return { scale: fitScale(image, pane, view.turn), x: 0, y: 0, turn: view.turn };
  return { scale: view.scale, x: view.x, y: view.y, turn: view.turn };
}

/** Zooms so that the image's point under the pointer stays under the pointer, as far as the pane's edge allows. */
export function zoomAt(view: ImageView, factor: number, pointer: Point, image: Size, pane: Size): ImageView {
  const now = placementOf(view, image, pane);
  const scale = Math.min(Math.max(now.scale * factor, smallestScale(image, pane, now.turn)), MAX_SCALE);
  const ratio = scale / now.scale;
  const moved = { x: pointer.x - (pointer.x - now.x) * ratio, y: pointer.y - (pointer.y - now.y) * ratio };
  return freeView({ ...moved, scale, turn: now.turn }, image, pane);
}

export function panBy(view: ImageView, dx: number, dy: number, image: Size, pane: Size): ImageView {
  const now = placementOf(view, image, pane);
  return freeView({ ...now, x: now.x + dx, y: now.y + dy }, image, pane);
}

/** A quarter turn to the right about the pane's centre: what is looked at stays in the middle. */
export function turnRight(view: ImageView, image: Size, pane: Size): ImageView {
  const turn = ((view.turn + 90) % 360) as QuarterTurn;
  if (view.kind === 'fit') return { kind: 'fit', turn };
  return freeView({ scale: view.scale, x: -view.y, y: view.x, turn }, image, pane);
}

function smallestScale(image: Size, pane: Size, turn: QuarterTurn): number {
  return fitScale(image, pane, turn) / 2;
}

function freeView(wanted: Placement, image: Size, pane: Size): ImageView {
  const lying = turnedSize(image, wanted.turn);
  const reach = (imageSide: number, paneSide: number): number => Math.max(0, (imageSide * wanted.scale + paneSide) / 2 - KEPT_IN_SIGHT);
  return {
    kind: 'free',
    turn: wanted.turn,
    scale: wanted.scale,
    x: within(wanted.x, reach(lying.width, pane.width)),
    y: within(wanted.y, reach(lying.height, pane.height)),
  };
}

function within(value: number, reach: number): number {
  return Math.min(Math.max(value, -reach), reach);
}
