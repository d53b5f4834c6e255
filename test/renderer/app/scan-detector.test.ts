import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScanDetector } from '../../../src-renderer/app/scan-detector';

/** Keys at these distances, ended by Enter. */
function typed(codes: readonly string[], everyMs: number, endCode = 'Enter', endMs = everyMs): string | null {
  const detector = new ScanDetector();
  codes.forEach((code, i) => expect(detector.feed({ code, shiftKey: false, at: 1000 + i * everyMs })).toBeNull());
  return detector.feed({ code: endCode, shiftKey: false, at: 1000 + (codes.length - 1) * everyMs + endMs });
}

const REGISTRATION = [...'20269901000001'].map((digit) => `Digit${digit}`);

describe('keys that come one after the other', () => {
  it.each([1, 5, 15, 30])('every %i ms are a scanner', (ms) => {
    expect(typed(REGISTRATION, ms)).toBe('20269901000001');
  });

  it.each([31, 60, 101, 400])('every %i ms are a person', (ms) => {
    expect(typed(REGISTRATION, ms)).toBeNull();
  });

  it('may be of the number pad, end with Tab, and hold letters and signs', () => {
    expect(typed(['Numpad1', 'Numpad2', 'KeyA', 'Minus', 'Digit3', 'Digit4'], 5, 'Tab')).toBe('12a-34');
    const detector = new ScanDetector();
    for (const [i, code] of ['ShiftLeft', 'KeyX', 'Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5'].entries()) detector.feed({ code, shiftKey: code === 'KeyX', at: i * 5 });
    expect(detector.feed({ code: 'Enter', shiftKey: false, at: 40 })).toBe('X12345');
  });

  it.each([
    ['too few', REGISTRATION.slice(0, 5), 5, 5],
    ['fast, and the Enter late', REGISTRATION, 5, 150],
    ['fast, with an arrow among them', [...REGISTRATION.slice(0, 10), 'ArrowDown', ...REGISTRATION.slice(0, 4)], 5, 5],
  ] as const)('are a person when they are %s', (_how, codes, ms, endMs) => {
    expect(typed(codes, ms, 'Enter', endMs)).toBeNull();
  });

  it.each([[25, null], [40, null], [5, '11111111']] as const)('that the keyboard repeats every %i ms are told from a key that is held down', (ms, scanned) => {
    const detector = new ScanDetector();
    for (let i = 0; i < 8; i += 1) detector.feed({ code: 'Digit1', shiftKey: false, repeat: i > 0, at: 1000 + i * ms });
    expect(detector.feed({ code: 'Enter', shiftKey: false, at: 1000 + 8 * ms })).toBe(scanned);
  });

  it('begin anew after a pause', () => {
    const detector = new ScanDetector();
    detector.feed({ code: 'Digit9', shiftKey: false, at: 0 });
    REGISTRATION.forEach((code, i) => detector.feed({ code, shiftKey: false, at: 500 + i * 5 }));
    expect(detector.feed({ code: 'Enter', shiftKey: false, at: 575 })).toBe('20269901000001');
  });

  it('never make a scan out of a person, whatever the person types', () => {
    const stroke = fc.record({ code: fc.constantFrom(...REGISTRATION, 'KeyA', 'Enter', 'Tab', 'Space'), after: fc.integer({ min: 45, max: 600 }) });
    fc.assert(fc.property(fc.array(stroke, { maxLength: 60 }), (strokes) => {
      const detector = new ScanDetector();
      let at = 0;
      for (const { code, after } of strokes) expect(detector.feed({ code, shiftKey: false, at: (at += after) })).toBeNull();
    }), { numRuns: 200 });
  });
});
