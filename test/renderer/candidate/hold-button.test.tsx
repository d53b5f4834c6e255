import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_MS, HoldButton } from '../../../src-renderer/candidate/sign/HoldButton';

const onHeld = vi.fn();
const onTooShort = vi.fn();

function show(disabled = false): HTMLElement {
  render(<HoldButton disabled={disabled} onHeld={onHeld} onTooShort={onTooShort}>按住签字</HoldButton>);
  return screen.getByRole('button', { name: '按住签字' });
}

function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
}

function outcome(): { held: number; tooShort: number } {
  return { held: onHeld.mock.calls.length, tooShort: onTooShort.mock.calls.length };
}

beforeEach(() => {
  vi.useFakeTimers();
  onHeld.mockClear();
  onTooShort.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the button that is held', () => {
  it('acts once after the whole time, and shows that it is being held', () => {
    const button = show();
    fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
    pass(HOLD_MS - 1);
    expect([outcome(), button.dataset['holding']]).toEqual([{ held: 0, tooShort: 0 }, 'true']);
    pass(1);
    fireEvent.pointerUp(button, { pointerId: 1 });
    pass(HOLD_MS);
    expect([outcome(), button.dataset['holding']]).toEqual([{ held: 1, tooShort: 0 }, 'false']);
  });

  it.each(['pointerUp', 'pointerCancel', 'blur'] as const)('does nothing but say so when it ends early by %s', (end) => {
    const button = show();
    fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
    pass(HOLD_MS - 1);
    fireEvent[end](button, { pointerId: 1 });
    pass(HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 1 });
  });

  it.each([' ', 'Enter'])('is held by the key %j too, also when the keyboard repeats it', (key) => {
    const button = show();
    fireEvent.keyDown(button, { key });
    for (let i = 0; i < 10; i += 1) {
      pass(100);
      fireEvent.keyDown(button, { key, repeat: true });
    }
    expect(outcome()).toEqual({ held: 0, tooShort: 0 });
    pass(HOLD_MS - 1_000);
    fireEvent.keyUp(button, { key });
    expect(outcome()).toEqual({ held: 1, tooShort: 0 });
  });

  it('is not held by a key that is only pressed', () => {
    const button = show();
    fireEvent.keyDown(button, { key: 'Enter' });
    fireEvent.keyUp(button, { key: 'Enter' });
    pass(HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 1 });
  });

  it.each([{ key: 'a' }, { key: 'Tab' }])('does not care for another key', (facts) => {
    const button = show();
    fireEvent.keyDown(button, facts);
    pass(HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 0 });
  });

  it('is not held by the second button of a mouse or pen', () => {
    fireEvent.pointerDown(show(), { pointerId: 1, button: 2 });
    pass(HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 0 });
  });

  it('does nothing while it is disabled, although a press is told to it', () => {
    const button = show(true);
    fireEvent.pointerDown(button, { pointerId: 1, button: 0 });
    pass(2 * HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 0 });
  });

  it('does nothing when it is disabled halfway', () => {
    const shown = render(<HoldButton disabled={false} onHeld={onHeld} onTooShort={onTooShort}>签</HoldButton>);
    fireEvent.pointerDown(screen.getByRole('button'), { pointerId: 1, button: 0 });
    pass(HOLD_MS / 2);
    shown.rerender(<HoldButton disabled onHeld={onHeld} onTooShort={onTooShort}>签</HoldButton>);
    pass(HOLD_MS);
    shown.rerender(<HoldButton disabled={false} onHeld={onHeld} onTooShort={onTooShort}>签</HoldButton>);
    pass(HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 0 });
  });

  it('does nothing when the page leaves halfway', () => {
    const shown = render(<HoldButton disabled={false} onHeld={onHeld} onTooShort={onTooShort}>签</HoldButton>);
    fireEvent.pointerDown(screen.getByRole('button'), { pointerId: 1, button: 0 });
    shown.unmount();
    pass(HOLD_MS);
    expect(outcome()).toEqual({ held: 0, tooShort: 0 });
  });
});
