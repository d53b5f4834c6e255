import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime, secondAfter } from '../../src-main/domain/local-time';
import { findStandingDecision, timeOfCapture, timeOfDecision } from '../../src-main/domain/papers';
import { caseInReview, image } from '../support/case-builder';

describe('times that are told to the second', () => {
  const second = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true });
  const zone = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'UTC', 'Asia/Kathmandu');

  it('go on by one second in their own offset, over midnight and over the year', () => {
    expect(secondAfter('2026-12-31T23:59:59+08:00')).toBe('2027-01-01T00:00:00+08:00');
    fc.assert(fc.property(second, zone, (date, timeZone) => {
      const time = formatTime(date, timeZone);
      expect(Date.parse(secondAfter(time)) - Date.parse(time)).toBe(1000);
      expect(secondAfter(time).slice(19)).toBe(time.slice(19));
    }));
  });

  it('give a word on a paper its place after every image that it is about, and an image none before the word', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(2)), { minLength: 1, maxLength: 12 }), (steps) => {
      let record = caseInReview();
      let now = '2026-03-02T10:00:00+08:00';
      let isOpen = true;
      for (const [isCapture, seconds] of steps) {
        for (let i = 0; i < seconds; i += 1) now = secondAfter(now);
        if (isCapture) record = { ...record, images: [...record.images, image('EDU', record.images.length + 1, { capturedAt: timeOfCapture(record, 'EDU', now) })] };
        else record = { ...record, decisions: [...record.decisions, { id: '1', code: 'EDU', decision: 'accepted', finding: null, reason: null, by: 'staff-1', at: timeOfDecision(record, 'EDU', now) }] };
        isOpen = isCapture;
      }
      expect(findStandingDecision(record, 'EDU') === null).toBe(isOpen);
    }));
  });
});
