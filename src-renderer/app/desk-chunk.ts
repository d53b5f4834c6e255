import { lazy } from 'react';

/** The desk itself, with its kit; a chunk of its own, so that signing in does not wait for it. */
export const DeskPages = lazy(async () => ({ default: (await import('./DeskPages')).DeskPages }));

/** Reads the chunk as soon as the page has nothing else to do, so that the desk is there when somebody has signed in. */
export function readDeskWhenIdle(): () => void {
  const waiting = requestIdleCallback(() => void import('./DeskPages'));
  return () => cancelIdleCallback(waiting);
}
