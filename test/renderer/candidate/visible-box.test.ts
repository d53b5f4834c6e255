import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { afterPaint, isWhollyVisible, visibleBox } from '../../../src-renderer/candidate/confirm/visible-box';

const SCREEN = { left: 0, top: 164.5, right: 1280, bottom: 800 };

describe('the box of a section', () => {
  it('is the section in whole pixels when all of it is seen', () => {
    expect(visibleBox({ left: 24, top: 176.5, right: 1256, bottom: 700.25 }, SCREEN)).toEqual({ x: 24, y: 176, width: 1232, height: 525 });
  });

  it('ends where the screen ends', () => {
    expect(visibleBox({ left: 24, top: 100, right: 1256, bottom: 1400 }, SCREEN)).toEqual({ x: 24, y: 164, width: 1232, height: 636 });
  });

  it('is always made of integers that the desk takes', () => {
    const edge = fc.double({ min: -3000, max: 3000, noNaN: true });
    fc.assert(fc.property(edge, edge, edge, edge, (left, top, width, height) => {
      const { x, y, ...size } = visibleBox({ left, top, right: left + Math.abs(width), bottom: top + Math.abs(height) }, SCREEN);
      expect([x, y, size.width, size.height].every(Number.isInteger)).toBe(true);
      expect(Math.min(x, y) >= 0 && Math.min(size.width, size.height) >= 1).toBe(true);
    }));
  });
});

describe('a section', () => {
  it('is wholly visible between the edges of the screen, half a pixel forgiven', () => {
    expect(isWhollyVisible({ left: 0, top: 164.2, right: 9, bottom: 800.4 }, SCREEN)).toBe(true);
    expect(isWhollyVisible({ left: 0, top: 160, right: 9, bottom: 700 }, SCREEN)).toBe(false);
    expect(isWhollyVisible({ left: 0, top: 170, right: 9, bottom: 801 }, SCREEN)).toBe(false);
  });
});

describe('waiting for the page to be painted', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('takes two frames', async () => {
    const frame = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((paint) => {
      paint(0);
      return 0;
    });
    await afterPaint();
    expect(frame).toHaveBeenCalledTimes(2);
  });

  it('does not wait for ever for a window that is covered', async () => {
    vi.useFakeTimers();
    vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0);
    const painted = vi.fn();
    void afterPaint().then(painted);
    await vi.advanceTimersByTimeAsync(149);
    expect(painted).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(painted).toHaveBeenCalled();
  });
});
