import { describe, expect, it } from 'vitest';
import { signatureProblems, type SignatureForm } from '../../../src-main/domain/signature-form';
import { INPUTS } from '../../../src-preload/contract/schemas';
import { inkAfter, NO_INK } from '../../../src-renderer/candidate/sign/ink';
import { signatureOf } from '../../../src-renderer/candidate/sign/signature';

const DIGEST = 'ab'.repeat(32);
const ink = [
  { type: 'down', pointer: 1, kind: 'pen', at: 12_000, samples: [[1_000, 2_000, 30_000, 10, -5, 12_000_000]] },
  { type: 'up', pointer: 1, samples: [[9_000, 4_000, 0, 10, -5, 12_400_300]] },
  { type: 'clear' },
  { type: 'down', pointer: 1, kind: 'pen', at: 14_000, samples: [[1_500, 2_500, 31_000, 12, -4, 14_000_000]] },
  { type: 'up', pointer: 1, samples: [[9_500, 4_500, 0, 12, -4, 14_400_300]] },
] as const;

const sent = signatureOf(ink.reduce(inkAfter, NO_INK), {
  revision: 2, digest: DIGEST, showing: { at: 500, time: '2026-03-01T01:00:00.000Z' }, now: 16_100.25, area: { width: 800, height: 300 }, devicePixelRatio: 1.5,
});

describe('what is sent when the candidate signs', () => {
  it('is the ink of the last attempt with how it came about', () => {
    expect(sent).toEqual({
      revision: 2, digest: DIGEST, area: { w: 80_000, h: 30_000, scale100: 150 }, device: { kind: 'pen', name: 'pointer events' }, startedAt: '2026-03-01T01:00:00.000Z',
      durationMs: 15_601, shownMs: 15_601, attempts: 2, strokes: [[[1_500, 2_500, 31_000, 12, -4, 14_000_000], [9_500, 4_500, 0, 12, -4, 14_400_300]]],
    });
  });

  it('is admitted by the contract', () => {
    expect(INPUTS['candidate.sign'].safeParse({ ...sent, commandId: crypto.randomUUID() }).success).toBe(true);
  });

  it('makes a signature without a flaw', () => {
    const { area, device, attempts, startedAt, durationMs, strokes } = sent;
    const form: SignatureForm = {
      format: 'countersign.signature', version: 1, sheetDigest: DIGEST, unit: 'px/100', area, device, startedAt, durationMs, attempts, sections: [], strokes, samples: 2,
    };
    expect(signatureProblems(form, { sheetDigest: DIGEST, minDwellSeconds: 10 })).toEqual([]);
  });
});
