import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showClock, showDuration, showTime } from '../../../src-renderer/i18n/times';

describe('times on the screen', () => {
  it('are the site’s own, whatever the machine’s time zone', () => {
    expect(showTime('2026-03-01T09:00:00+08:00')).toBe('2026-03-01 09:00');
    expect(showTime('2026-03-01T23:59:59.123-05:00')).toBe('2026-03-01 23:59');
    expect(showClock('2026-03-01T09:05:00+08:00')).toBe('09:05');
  });

  it('are shown as they came when they are no times', () => {
    expect(showTime('上午')).toBe('上午');
    expect(showClock('')).toBe('');
  });

  it('never say that nothing remains while something does', () => {
    expect(showDuration(65_000)).toBe('1:05');
    expect(showDuration(1)).toBe('0:01');
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), (milliseconds) => {
      const [minutes = '', seconds = ''] = showDuration(milliseconds).split(':');
      const shown = Number(minutes) * 60 + Number(seconds);
      return seconds.length === 2 && shown * 1000 >= milliseconds && shown * 1000 < milliseconds + 1000;
    }));
  });
});
