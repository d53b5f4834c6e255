import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageFlags, findImageRefusal, type ImageFacts } from '../../src-main/domain/registration-images';
import { findPathFault, placeOf } from '../../src-main/domain/registration-paths';
import { problem, PROBLEM_SEVERITIES, type ProblemCode } from '../../src-main/domain/registration-problems';
import { countCandidates, printedReport, problemWords, refusedReport, reportProblems, type KeptProblem, type RowOutcome } from '../../src-main/domain/registration-report';
import { problemMessage } from '../../src-main/domain/registration-messages';
import { tables } from '../support/default-policy';

const RULES = tables.policyDefaults.images;
const CODES = Object.keys(PROBLEM_SEVERITIES) as ProblemCode[];

describe('the words of a problem', () => {
  test.each(CODES)('%s says in both languages what to do next, with nothing left to fill in', (code) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const message = problemMessage(problem(code, { column: 'idNumber', path: 'images/x', found: '3' }), language);
      expect(message.length).toBeGreaterThan(8);
      expect(message).not.toMatch(/[{}]|undefined/);
    }
  });

  test('names a column as the person knows it', () => {
    const missing = problem('missing-value', { column: 'idNumber' });
    expect([problemMessage(missing, 'zh-CN'), problemMessage(missing, 'en')]).toEqual([expect.stringContaining('证件编号'), expect.stringContaining('"idNumber"')]);
  });
});

describe('a report', () => {
  test('lists what belongs to no row first, then row by row', () => {
    const problems = [problem('id-check-digit', { row: 3 }), problem('missing-value', { row: 1, column: 'name' }), problem('unknown-column', { column: '备注' }), problem('image-too-large', { row: 3, path: 'images/a' })];
    expect(reportProblems(problems, 'en').map(({ code, row, severity }) => `${row} ${severity} ${code}`)).toEqual([
      'null warning unknown-column', '1 error missing-value', '3 error id-check-digit', '3 warning image-too-large',
    ]);
  });

  test('of a refused package counts nothing and keeps every reason', () => {
    const report = refusedReport({ packageId: null, encoding: null, sender: null }, [problem('no-manifest'), problem('link', { path: 'x' })], 'en');
    expect([report.refused, report.candidates.rows, report.images.files, report.problems.map(({ code }) => code)]).toEqual([true, 0, 0, ['no-manifest', 'link']]);
  });

  test('is said again in the language of whoever looks, with its details, and printed with the keys of the spec alone', () => {
    const kept = refusedReport({ packageId: null, encoding: null, sender: null }, [problem('broken-zip', { hint: 'tooMany', found: '70000' })], 'zh-CN');
    const [found] = kept.problems;
    const words = problemWords(found as KeptProblem);
    expect([words['zh-CN'], words.en]).toEqual([found?.message, expect.stringContaining('it holds too many files 70000')]);
    expect(Object.keys(printedReport(kept).problems[0]!)).toEqual(['severity', 'code', 'row', 'registrationNo', 'column', 'path', 'message']);
  });

  test('that an earlier version kept has one message for both', () => {
    const [earlier] = printedReport(refusedReport({ packageId: null, encoding: null, sender: null }, [problem('no-manifest')], 'zh-CN')).problems;
    if (earlier === undefined) throw new Error('no problem was kept');
    expect(problemWords(earlier)).toEqual({ 'zh-CN': earlier.message, en: earlier.message });
  });

  test('is the same whatever order the problems were found in', () => {
    const found = fc.record({ code: fc.constantFrom(...CODES), row: fc.option(fc.nat(5), { nil: null }), path: fc.option(fc.constantFrom('a', 'b'), { nil: null }), column: fc.option(fc.constantFrom('c', 'd'), { nil: null }) })
      .map(({ code, ...place }) => problem(code, place));
    const nowhereAndRowZero = [null, 0].map((row) => problem('unknown-column', { row, column: 'c', path: 'a' }));
    fc.assert(fc.property(fc.array(found), (problems) => {
      expect(reportProblems(problems.toReversed(), 'en')).toEqual(reportProblems(problems, 'en'));
    }), { examples: [[nowhereAndRowZero]] });
  });

  test('counts rows as the sum of what became of them', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom<RowOutcome>('imported', 'updated', 'unchanged', 'superseded', 'conflict', 'rejected')), (outcomes) => {
      const { rows, ...others } = countCandidates(outcomes);
      expect([rows, Object.values(others).reduce((sum, n) => sum + n, 0)]).toEqual([outcomes.length, outcomes.length]);
    }));
  });
});

describe('a path', () => {
  test.each([
    ['', 'emptyPart'], ['/etc/passwd', 'absolute'], ['a//b', 'emptyPart'], ['a/', 'emptyPart'], ['../a', 'parent'], ['a/./b', 'parent'], ['a/b.', 'trailingDot'],
    ['con', 'deviceName'], ['a/Com1.txt', 'deviceName'], ['lpt9', 'deviceName'], ['身份.jpg', 'characters'], ['a b', 'characters'], ['a:b', 'characters'], ['a\\b', 'characters'],
    ['images/a/b/ID_1.jpg', 'layout'], ['IMAGES/2026/ID_1.jpg', 'layout'], ['photos/990000200001010012.jpg', 'idNumber'], ['photos/x99000020000101001X.jpg', null],
  ])('%j is judged as %s', (path, fault) => {
    expect(findPathFault(path)).toBe(fault);
  });

  test.each(['manifest.json', 'candidates.csv', 'policy.json', 'images/2026-A/FIRST_REGISTRATION_12.jpeg', 'photos/2026.jpg', 'console/com10', 'codes.csv', 'images2/x'])('%s may stand', (path) => {
    expect(findPathFault(path)).toBeNull();
  });

  test('of an image says whose, which and the how manieth', () => {
    expect(placeOf('images/2026-A/FIRST_REGISTRATION_12.png')).toEqual({ kind: 'image', registrationNo: '2026-A', material: 'FIRST_REGISTRATION', n: 12 });
  });

  test('that may stand never leads out of a folder, and never to a device', () => {
    const part = fc.oneof(fc.stringMatching(/^[A-Za-z0-9._-]{0,6}$/), fc.constantFrom('..', '.', '', 'nul', 'AUX.jpg', 'com3'));
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')), (path) => {
      if (findPathFault(path) !== null) return;
      expect(path.split('/').every((found) => found !== '' && !/^\.\.?$/.test(found) && !/^(?:nul|aux|com3)(?:\.|$)/i.test(found))).toBe(true);
    }), { numRuns: 2000 });
  });
});

describe('an image by the site’s rules', () => {
  const facts = (changes: Partial<ImageFacts> = {}): ImageFacts => ({ mediaType: 'image/jpeg', width: 800, height: 600, orientation: 1, ...changes });
  const alone = { rank: 1, max: 2 };

  test.each<[string, ImageFacts, number, { rank: number; max: number | null }, readonly string[]]>([
    ['within every rule', facts(), 204_800, alone, []],
    ['one byte too large', facts(), 204_801, alone, ['image-too-large']],
    ['turned by its camera', facts({ orientation: 6 }), 1, alone, ['image-not-upright']],
    ['one pixel too narrow', facts({ width: 449 }), 1, alone, ['image-too-small']],
    ['one pixel too low', facts({ height: 449 }), 1, alone, ['image-too-small']],
    ['of the third place where two are allowed', facts(), 1, { rank: 3, max: 2 }, ['image-too-many']],
    ['of any place where no limit is known', facts(), 1, { rank: 99, max: null }, []],
    ['wrong in every way', facts({ width: 10, orientation: 8 }), 999_999, { rank: 3, max: 2 }, ['image-too-large', 'image-not-upright', 'image-too-small', 'image-too-many']],
  ])('%s', (_, found, bytes, place, flags) => {
    expect(imageFlags(found, bytes, place, RULES)).toEqual(flags);
  });

  test('is measured as it is seen, not as it lies', () => {
    const wide = { ...RULES, minWidth: 700, minHeight: 100, upright: false };
    expect([imageFlags(facts({ width: 800, height: 600, orientation: 6 }), 1, alone, wide), imageFlags(facts({ width: 600, height: 800, orientation: 6 }), 1, alone, wide)]).toEqual([['image-too-small'], []]);
  });

  test('may not be of a type or size that the site does not take', () => {
    expect([
      findImageRefusal(facts(), RULES), findImageRefusal(facts({ mediaType: 'image/png' }), { ...RULES, formats: ['jpeg'] }),
      findImageRefusal(facts({ width: 8000, height: 7500 }), RULES), findImageRefusal(facts({ width: 8000, height: 7501 }), { ...RULES, maxPixels: 1e12 }),
    ]).toEqual([null, 'image-wrong-type', null, 'image-pixel-limit']);
  });
});
