export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether the element can be seen as a whole; half a pixel of rounding is forgiven. */
export function isWhollyVisible(element: Edges, view: Edges): boolean {
  return element.top >= view.top - 0.5 && element.bottom <= view.bottom + 0.5;
}

/** The visible part of an element, in whole CSS pixels of the window. */
export function visibleBox(element: Edges, view: Edges): Box {
  const x = Math.max(0, Math.floor(Math.max(element.left, view.left)));
  const y = Math.max(0, Math.floor(Math.max(element.top, view.top)));
  const right = Math.ceil(Math.min(element.right, view.right));
  const bottom = Math.ceil(Math.min(element.bottom, view.bottom));
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

const NO_FRAME_MS = 150;

/** After the page was painted twice; at the latest after a moment, because a covered window paints nothing. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, NO_FRAME_MS);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      clearTimeout(late);
      resolve();
    }));
  });
}
