import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';

/** A busy machine is slow, not wrong; and a failure names what was missing, not the whole page. */
configure({ asyncUtilTimeout: 8_000, getElementError: (message) => Object.assign(new Error(message ?? 'not found'), { name: 'ElementError' }) });

/** What a page of the desk finds in Chromium and happy-dom does not give. */
window.matchMedia ??= (query) => ({
  matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined, addEventListener: () => undefined,
  removeEventListener: () => undefined, dispatchEvent: () => false,
});

window.requestIdleCallback ??= (work) => window.setTimeout(() => work({ didTimeout: false, timeRemaining: () => 50 }), 0);
window.cancelIdleCallback ??= (waiting) => window.clearTimeout(waiting);

/** Nothing is laid out here; a scrolled list still needs a size to know which rows are in view. */
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 1000 },
});
Element.prototype.getClientRects = () => [new DOMRect(0, 0, 100, 20)] as unknown as DOMRectList;

beforeEach(() => window.localStorage.clear());
afterEach(() => cleanup());
