import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignatureForm, SignatureProblemCode, StrokeSample } from '../../src-main/domain/signature-form';
import { signatureProblems } from '../../src-main/domain/signature-form';
import { sampleContent, sampleSignature } from '../documents/signed-case';

const content = sampleContent();
const good = sampleSignature(content);
const expected = { sheetDigest: good.sheetDigest, minDwellSeconds: 10, sections: ['person', 'unit'] };

function codes(change: Partial<SignatureForm>, asked: Partial<typeof expected> = {}): SignatureProblemCode[] {
  return signatureProblems({ ...good, ...change }, { ...expected, ...asked }).map(({ code }) => code);
}

function withSample(sample: StrokeSample): Partial<SignatureForm> {
  const [first = [], ...others] = good.strokes;
  return { strokes: [[sample, ...first.slice(1)], ...others] };
}

const [X, Y, P, TX, TY, T] = good.strokes[0]![0]!;

describe('a signature that may be sealed', () => {
  it('has no problem', () => {
    expect(signatureProblems(good, expected)).toEqual([]);
  });

  it('may come from a device without pressure and tilt', () => {
    const strokes = good.strokes.map((stroke) => stroke.map(([x, y, , , , t]): StrokeSample => [x, y, null, null, null, t]));
    expect(codes({ strokes, device: { kind: 'mouse', name: '' } })).toEqual([]);
  });

  it('may leave the area a little, and may report two samples at one time', () => {
    expect(codes(withSample([-500, Y, P, TX, TY, T]))).toEqual([]);
    const [first = [], ...others] = good.strokes;
    const twice = first.map((sample, i): StrokeSample => (i === 1 ? [sample[0], sample[1], sample[2], sample[3], sample[4], T] : sample));
    expect(codes({ strokes: [twice, ...others] })).toEqual([]);
  });
});

describe('a signature is refused', () => {
  it.each<[string, Partial<SignatureForm>, SignatureProblemCode]>([
    ['for another sheet', { sheetDigest: '0'.repeat(64) }, 'other-sheet'],
    ['when the sheet was on screen too short', { durationMs: 9_999, strokes: [[[1, 1, null, null, null, 1], [2, 2, null, null, null, 2]]], samples: 2, sections: good.sections }, 'too-fast'],
    ['with a start that is no time', { startedAt: 'today' }, 'bad-time'],
    ['with a broken duration', { durationMs: 20_000.5 }, 'bad-time'],
    ['with an area of nothing', { area: { w: 0, h: 30_000, scale100: 100 } }, 'bad-area'],
    ['without an attempt', { attempts: 0 }, 'bad-attempts'],
    ['without strokes', { strokes: [], samples: 0 }, 'no-strokes'],
    ['with an empty stroke', { strokes: [...good.strokes, []] }, 'empty-stroke'],
    ['that is only a dot', { strokes: [[[5, 5, 1, 0, 0, 1], [5, 5, 2, 0, 0, 2]]], samples: 2 }, 'only-a-dot'],
    ['that counts wrong', { samples: good.samples + 1 }, 'sample-count'],
    ['with a fraction', withSample([X + 0.5, Y, P, TX, TY, T]), 'bad-sample'],
    ['with a pressure beyond 65535', withSample([X, Y, 65_536, TX, TY, T]), 'bad-sample'],
    ['with a tilt beyond 90 degrees', withSample([X, Y, P, 91, TY, T]), 'bad-sample'],
    ['far outside the area', withSample([900_000, Y, P, TX, TY, T]), 'bad-sample'],
    ['with a sample after its end', withSample([X, Y, P, TX, TY, 20_000_001]), 'bad-sample'],
    ['with a sample that is not a number', withSample([Number.NaN, Y, P, TX, TY, T]), 'bad-sample'],
    ['when time runs backwards', { strokes: [...good.strokes].reverse() }, 'time-backwards'],
    ['with a section left out', { sections: good.sections.slice(1) }, 'section-unconfirmed'],
    ['with a section confirmed twice', { sections: [...good.sections, good.sections[0]!] }, 'section-repeated'],
    ['with a picture that is no digest', { sections: [{ ...good.sections[0]!, picture: 'x' }, good.sections[1]!] }, 'bad-section'],
    ['with a section confirmed after the signature', { sections: [{ ...good.sections[0]!, confirmedAtMs: 20_001 }, good.sections[1]!] }, 'bad-section'],
  ])('%s', (_, change, code) => {
    expect(codes(change)).toContain(code);
  });

  it('with more samples than any hand makes, without looking at each', () => {
    const strokes = [Array.from({ length: 100_001 }, (_, t): StrokeSample => [t % 9, 1, null, null, null, t])];
    expect(codes({ strokes, samples: 100_001 })).toEqual(['too-many-samples']);
  });

  it('names stroke and sample', () => {
    expect(signatureProblems({ ...good, ...withSample([X, Y, -1, TX, TY, T]) }, expected)).toEqual([{ code: 'bad-sample', at: '0.0' }]);
  });

  it('whichever single number of it becomes a fraction', () => {
    const places = good.strokes.flatMap((stroke, i) => stroke.flatMap((sample, j) => sample.map((_, k) => [i, j, k] as const)));
    fc.assert(fc.property(fc.constantFrom(...places), ([i, j, k]) => {
      const strokes = good.strokes.map((stroke, a) => stroke.map((sample, b) => (a === i && b === j ? sample.map((value, c) => (c === k ? (value ?? 0) + 0.25 : value)) as unknown as StrokeSample : sample)));
      expect(codes({ strokes })).toContain('bad-sample');
    }));
  });
});

describe('sections', () => {
  const inParts = (...ids: readonly string[]) => signatureProblems({ ...good, sections: [...good.sections.slice(1), ...ids.map((id) => ({ ...good.sections[0]!, id }))] }, expected).map(({ code }) => code);

  it('that were higher than the screen are confirmed by all parts of one splitting, in any order', () => {
    expect(inParts('person 2/3', 'person 1/3', 'person 3/3')).toEqual([]);
    expect(inParts('person 2/2', 'person 1/3', 'person 3/3')).toEqual(['section-unconfirmed']);
    expect(inParts('person 1/2', 'person 1/2')).toEqual(['section-unconfirmed', 'section-repeated']);
    expect(inParts('persons 1/1', 'person 0/0', 'person 2/1')).toEqual(['section-unconfirmed']);
  });

  it('are asked for only where the policy does', () => {
    expect(signatureProblems({ ...good, sections: [] }, { sheetDigest: good.sheetDigest, minDwellSeconds: 10 })).toEqual([]);
  });
});
