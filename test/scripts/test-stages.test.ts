import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summaryLine } from '../../scripts/reporters/test-counts.ts';
import { countsOf, stageLine, sumOf, type StageEnd } from '../../scripts/test-stages.ts';

function suite(passed: number, failed: number, skipped: number, exitCode = failed > 0 ? 1 : 0): StageEnd {
  return { name: 'suite', isSuite: true, exitCode, output: '', seconds: 1, counts: { passed, failed, skipped } };
}

function checkEnding(exitCode: number): StageEnd {
  return { name: 'types', isSuite: false, exitCode, output: '', seconds: 0.25, counts: undefined };
}

describe('counting stages', () => {
  it('adds up the suites', () => {
    expect(sumOf([suite(3, 0, 1), suite(4, 2, 0)])).toEqual({ passed: 7, failed: 2, skipped: 1 });
  });

  it('counts types and lint only when they fail, as one failure', () => {
    expect(sumOf([checkEnding(0), suite(3, 0, 0)])).toEqual({ passed: 3, failed: 0, skipped: 0 });
    expect(sumOf([checkEnding(2), suite(3, 0, 0)])).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it.each([
    ['ran no test', suite(0, 0, 0)],
    ['skipped all its tests', suite(0, 0, 5)],
    ['ended before its reporter could count', { ...suite(0, 0, 0), counts: undefined }],
  ])('counts a suite that %s as failed, whatever its exit code', (_what, stage) => {
    expect(countsOf(stage).failed).toBe(1);
  });

  it('counts an exit code that no test explains', () => {
    expect(countsOf(suite(9, 0, 0, 1))).toEqual({ passed: 9, failed: 1, skipped: 0 });
  });

  it('never shows no failure when anything went wrong, and none too many when all went well', () => {
    const stage = fc.record({ passed: fc.nat(50), failed: fc.nat(50), skipped: fc.nat(50), exitCode: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(stage), (ends) => {
        const stages = ends.map((end) => suite(end.passed, end.failed, end.skipped, end.exitCode));
        const wentWrong = ends.some((end) => end.exitCode !== 0 || end.failed > 0 || end.passed === 0);
        expect(sumOf(stages).failed > 0).toBe(wentWrong);
      }),
    );
  });
});

describe('what is printed', () => {
  it('ends with the line that others read', () => {
    expect(summaryLine({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped');
  });

  it('lists a stage with its verdict and time', () => {
    expect(stageLine(checkEnding(0))).toBe('ok      types (0.3 s)');
    expect(stageLine(suite(3, 1, 2))).toBe('FAILED  suite (1.0 s, 3 + 1 + 2 tests)');
  });
});
