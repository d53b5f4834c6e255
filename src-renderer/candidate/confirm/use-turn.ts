import { useEffect } from 'react';
import { bringIntoView, wantedMotion } from './scroll';

/** Brings up what has the turn whenever the turn goes on. Answers a function that brings up a section when it is asked for. */
export function useTurn(screen: HTMLElement | null, turn: string): (section: string) => void {
  useEffect(() => {
    if (screen !== null) bringUp(screen, `[data-part="${turn}"]`);
  }, [screen, turn]);
  return (section) => {
    if (screen !== null) bringUp(screen, `[data-part="${section}-0"], [data-part="${section}"]`);
  };
}

/** The heading gets the focus: keys go on from there, and no button is pressed by a key that is still held down. */
function bringUp(screen: HTMLElement, selector: string): void {
  const part = screen.querySelector<HTMLElement>(selector);
  if (part === null) return;
  bringIntoView(part, screen, wantedMotion());
  part.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
