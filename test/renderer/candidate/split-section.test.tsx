import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmSections, confirmView, sampleSheet, sentTo, showCandidate } from './candidate-desk';

/** Every block is this high, and the screen is 600 px high (test/renderer/setup): two rows fit. */
const BLOCK_HEIGHT = 250;

/** Tells the size of what it is given as soon as it watches, which a page without layout never does. */
class ReadyResizeObserver implements ResizeObserver {
  private readonly told: ResizeObserverCallback;
  constructor(told: ResizeObserverCallback) {
    this.told = told;
  }

  observe(): void {
    queueMicrotask(() => this.told([], this));
  }

  unobserve(): void {
    this.told([], this);
  }

  disconnect(): void {
    queueMicrotask(() => undefined);
  }
}

beforeEach(() => {
  delete document.documentElement.dataset['ready'];
  vi.stubGlobal('ResizeObserver', ReadyResizeObserver);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function measure(this: HTMLElement) {
    return new DOMRect(0, 0, 400, this.dataset['span'] === undefined ? 0 : BLOCK_HEIGHT);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const view = confirmView(sampleSheet({ corrections: [], fields: { registrationNo: '20269901000003', category: '120' } }));

describe('a section higher than the screen', () => {
  it('stands in parts that fit, each with its own answers', async () => {
    await showCandidate(view);
    await screen.findByRole('region', { name: '报考信息（1/3）' });
    const parts = screen.getAllByRole('region', { name: /^报考信息/ });
    expect(parts.map((part) => within(part).getAllByRole('button').map(({ textContent }) => textContent))).toEqual([['有错误', '内容正确'], ['有错误', '内容正确'], ['有错误', '内容正确']]);
    expect(parts.map((part) => [...part.querySelectorAll('[data-leaf]')].map((leaf) => leaf.getAttribute('data-leaf')))).toEqual([
      expect.arrayContaining(['/exam/year', '/fields']), ['/fields/category'], ['/format', '/version', '/policyDigest', '/photo'],
    ]);
  });

  it('is confirmed only when all of its parts are, each with its own picture', async () => {
    const { desk, user } = await showCandidate(view);
    await screen.findByRole('region', { name: '报考信息（1/3）' });
    const stepOfSection = (): HTMLElement => within(screen.getByRole('navigation')).getByRole('button', { name: /报考信息/ });
    await confirmSections(user, '报考信息（1/3）', '报考信息（3/3）');
    expect(stepOfSection()).not.toHaveTextContent('已确认');
    expect(stepOfSection()).toHaveAttribute('aria-current', 'step');
    expect(screen.getByText('还有 2 段没有确认。全部确认以后，在这里签字。')).toBeVisible();
    await confirmSections(user, '报考信息（2/3）');
    expect(stepOfSection()).toHaveTextContent('已确认');
    expect(sentTo(desk, 'candidate.confirmSection').map(({ section, part }) => [section, part])).toEqual([1, 3, 2].map((n) => ['registration', { n, of: 3 }]));
  });
});
