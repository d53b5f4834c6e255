import { useEffect, useState } from 'react';

const LOOK_MS = 250;

/** When the sheet came on the screen. */
export interface Showing {
  /** By the page's clock, in ms: what ink and durations are counted from. */
  at: number;
  /** RFC 3339. */
  time: string;
}

export function beginShowing(): Showing {
  return { at: performance.now(), time: new Date().toISOString() };
}

/** Whole seconds that the sheet must still be shown; 0 when it has been long enough. */
export function useDwell(showing: Showing, seconds: number): number {
  const [left, setLeft] = useState(() => secondsLeft(showing, seconds));
  const over = left === 0;
  useEffect(() => {
    if (over) return undefined;
    const timer = setInterval(() => setLeft(secondsLeft(showing, seconds)), LOOK_MS);
    return () => clearInterval(timer);
  }, [showing, seconds, over]);
  return left;
}

function secondsLeft({ at }: Showing, seconds: number): number {
  return Math.max(0, Math.ceil(seconds - (performance.now() - at) / 1000));
}
