import { act, fireEvent } from '@testing-library/react';
import { onTestFinished } from 'vitest';

/** Images of papers and the photos of the identity step load or fail here as soon as they stand in the page, each address once: nothing is drawn in this environment. */
export function serveImages(how: 'load' | 'error'): void {
  const served = new WeakMap<HTMLImageElement, string>();
  const serve = (image: HTMLImageElement): void => {
    if (served.get(image) === image.src) return;
    served.set(image, image.src);
    act(() => void fireEvent[how](image));
  };
  const observer = new MutationObserver(() => document.querySelectorAll<HTMLImageElement>('[role="group"] > img, figure > img').forEach(serve));
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['src'] });
  onTestFinished(() => observer.disconnect());
}
