import { useState } from 'react';
import type { PaperImageView } from '../../../../src-preload/contract/cases';
import { FITTED, panBy, turnRight, zoomAt, type ImageView, type Point, type Size } from './image-view';

/** How each image is looked at, by digest. Held for as long as the case is open; the stored bytes never hear of it. */
export interface ImageViews {
  /** The image that the keys work on. */
  active: string | null;
  /** Images that have stood on the screen. */
  shown: ReadonlySet<string>;
  /** Images that the desk could not show. */
  failed: ReadonlySet<string>;
  viewOf(sha256: string): ImageView;
  sizeOf(image: PaperImageView): Size;
  paneOf(sha256: string): Size;
  activate(sha256: string): void;
  measure(sha256: string, pane: Size): void;
  /** The image was drawn, `natural` as large as it came. */
  drawn(image: PaperImageView, natural: Size): void;
  fail(sha256: string): void;
  zoom(image: PaperImageView, factor: number, pointer?: Point): void;
  pan(image: PaperImageView, dx: number, dy: number): void;
  turn(image: PaperImageView): void;
  fit(image: PaperImageView): void;
}

type BySha<T> = Readonly<Record<string, T>>;
const CENTRE: Point = { x: 0, y: 0 };
const UNMEASURED: Size = { width: 600, height: 500 };

/** A drawn image may lie otherwise than its stored numbers say (the desk turns it upright); its longer edge stays the stored one. */
export function sizeAsDrawn(image: Size, natural: Size): Size {
  const longer = Math.max(image.width, image.height);
  const drawnLonger = Math.max(natural.width, natural.height, 1);
  return { width: (natural.width / drawnLonger) * longer, height: (natural.height / drawnLonger) * longer };
}

export function useImageViews(inView: readonly PaperImageView[]): ImageViews {
  const [views, setViews] = useState<BySha<ImageView>>({});
  const [panes, setPanes] = useState<BySha<Size>>({});
  const [sizes, setSizes] = useState<BySha<Size>>({});
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string | null>(null);

  const viewOf = (sha256: string): ImageView => views[sha256] ?? FITTED;
  const sizeOf = (image: PaperImageView): Size => sizes[image.sha256] ?? { width: Math.max(image.width, 1), height: Math.max(image.height, 1) };
  const paneOf = (sha256: string): Size => panes[sha256] ?? UNMEASURED;
  const change = (image: PaperImageView, step: (view: ImageView, size: Size, pane: Size) => ImageView): void => {
    setViews((before) => ({ ...before, [image.sha256]: step(before[image.sha256] ?? FITTED, sizeOf(image), paneOf(image.sha256)) }));
  };

  return {
    active: (inView.find(({ sha256 }) => sha256 === chosen) ?? inView[0])?.sha256 ?? null,
    shown: new Set(Object.keys(sizes)),
    failed,
    viewOf, sizeOf, paneOf,
    activate: setChosen,
    measure: (sha256, pane) => setPanes((before) => ({ ...before, [sha256]: pane })),
    drawn(image, natural) {
      setSizes((before) => ({ ...before, [image.sha256]: sizeAsDrawn(image, natural) }));
      setFailed((before) => without(before, image.sha256));
    },
    fail: (sha256) => setFailed((before) => new Set(before).add(sha256)),
    zoom: (image, factor, pointer = CENTRE) => change(image, (view, size, pane) => zoomAt(view, factor, pointer, size, pane)),
    pan: (image, dx, dy) => change(image, (view, size, pane) => panBy(view, dx, dy, size, pane)),
    turn: (image) => change(image, turnRight),
    fit: (image) => change(image, (view) => ({ kind: 'fit', turn: view.turn })),
  };
}

function without(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  if (!set.has(member)) return set;
  const rest = new Set(set);
  rest.delete(member);
  return rest;
}
