import { PART_MARGIN } from './use-parts';

/** Scrolls so that the element begins at the top of the screen. */
export function bringIntoView(element: HTMLElement, screen: HTMLElement, behavior: ScrollBehavior): void {
  const distance = element.getBoundingClientRect().top - screen.getBoundingClientRect().top - PART_MARGIN;
  screen.scrollTo({ top: screen.scrollTop + distance, behavior });
}

/** How pages move for this person: not at all for those who asked the system for less motion. */
export function wantedMotion(): ScrollBehavior {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
