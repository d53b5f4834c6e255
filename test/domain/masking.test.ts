import { describe, expect, it } from 'vitest';
import { maskIdNumbersIn } from '../../src-main/domain/masking';

describe('free text as the log may keep it', () => {
  it.each([
    ['together', '持990000200001010012的证', '持990000********0012的证'],
    ['with a small x', '99000020000101008x', '990000********008x'],
    ['in groups, as people read it out', '持990000 20000101 0012的证', '持990000**********0012的证'],
    ['in groups with dashes', '990000-20000101-008X', '990000**********008X'],
    ['in full width, as an input method types it', '持９９００００２００００１０１００１２的证', '持９９００００********００１２的证'],
    ['of fifteen digits in full width', '９９００００００００００００１', '９９００００*****０００１'],
    ['of a foreigner', 'XYZ310000010115', 'XYZ310*****0115'],
  ])('holds no ID number in clear: %s', (_how, typed, kept) => {
    expect(maskIdNumbersIn(typed)).toBe(kept);
  });

  it.each(['报名序号 20269901000001', '20269901000001 20269901000002', '电话 13800000000', '2026-03-02 10:00:00 第 3 次'])('keeps what is none: %s', (text) => {
    expect(maskIdNumbersIn(text)).toBe(text);
  });
});
