import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { loadResourceTables } from '../../src-main/app/resource-tables';
import { effectivePolicy } from '../../src-main/domain/policy-defaults';
import { parsePolicy, policyDigest } from '../../src-main/packages/policy-file';
import { policyProblemText } from '../../src-main/packages/policy-problem';

const { policyDefaults } = loadResourceTables('resources');
const facts = { site: { code: '9901', name: '测试考点' }, zone: { code: '99', name: '测试考区' }, exam: { name: '医师资格考试', year: 2026 } };

function parse(content: object) {
  return parsePolicy(JSON.stringify({ format: 'countersign.policy', version: 1, ...content }), policyDefaults);
}

function accepted(content: object) {
  const read = parse(content);
  if (!read.ok) throw new Error(read.error.map((problem) => policyProblemText(problem, 'en')).join('\n'));
  return read.value;
}

function problems(content: object): [string, string][] {
  const read = parse(content);
  return read.ok ? [] : read.error.map((problem) => [problem.code, problem.path]);
}

describe('a policy file is laid over the built-in policy', () => {
  it('says nothing but format and version, and is the built-in policy', () => {
    expect(accepted({})).toEqual(policyDefaults);
  });

  it('changes one key of one material and leaves the rest as it was', () => {
    const policy = accepted({ materials: { DIPLOMA: { max: 8 } }, texts: { watermark: { en: '{site}' } } });
    expect(policy.materials['DIPLOMA']).toEqual({ ...policyDefaults.materials['DIPLOMA'], max: 8 });
    expect(policy.materials['ID']).toEqual(policyDefaults.materials['ID']);
    expect(policy.texts).toEqual({ ...policyDefaults.texts, watermark: { ...policyDefaults.texts.watermark, en: '{site}' } });
  });

  it('adds a category and a material of the site', () => {
    const policy = accepted({
      categories: { '160': { name: '朝医执业医师', group: 'physician' } },
      materials: { TICKET: { name: { 'zh-CN': '旧准考证', en: 'Old ticket' }, min: 1, max: 1, proves: [] } },
      required: [{ when: 'category = 160', materials: ['TICKET'] }],
    });
    expect(policy.categories['160']).toEqual({ name: '朝医执业医师', group: 'physician' });
    expect(policy.materials['TICKET']).toMatchObject({ alsoShows: [], keptBySite: false });
    expect(policy.required).toEqual([{ when: 'category = 160', materials: ['TICKET'] }]);
  });

  it('takes corrections on the days of the schedule and supplements until its last day, unless told otherwise', () => {
    const schedule = [
      { from: '2026-03-05', to: '2026-03-06', hours: ['08:00-12:00'] },
      { from: '2026-03-01', to: '2026-03-02', hours: ['08:00-12:00', '12:00-24:00'] },
    ];
    expect(accepted({ schedule })).toMatchObject({ schedule, corrections: schedule, supplementsUntil: '2026-03-06' });
    expect(accepted({ schedule, corrections: [], supplementsUntil: '2026-03-31' })).toMatchObject({ corrections: [], supplementsUntil: '2026-03-31' });
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(parsePolicy('\uFEFF{"format":"countersign.policy","version":1}', policyDefaults).ok).toBe(true);
  });

  it('accepts a commitment with a day for a pending certification', () => {
    const pendingCertification = { commitment: true, dueDate: '2026-05-31' };
    expect(accepted({ pendingCertification }).pendingCertification).toEqual(pendingCertification);
  });
});

describe('whatever is wrong is named by its path', () => {
  const cases: [string, object, [string, string][]][] = [
    ['a key that no material has', { materials: { DIPLOMA: { count: 3 } } }, [['unknown-key', 'materials.DIPLOMA.count']]],
    ['a key at the top', { retention: 5 }, [['unknown-key', 'retention']]],
    ['a field that no registration has', { fields: { nickname: {} } }, [['unknown-key', 'fields.nickname']]],
    ['a kind of document that nobody shows', { identityDocuments: { libraryCard: {} } }, [['unknown-key', 'identityDocuments.libraryCard']]],
    ['a material code in small letters', { materials: { diploma: {} } }, [['unknown-code', 'materials.diploma']]],
    ['a category code of four digits', { categories: { '1100': { name: 'x', group: 'physician' } } }, [['unknown-code', 'categories.1100']]],
    ['a new material without its parts', { materials: { TICKET: { min: 1, max: 1, proves: [] } } }, [['missing-value', 'materials.TICKET.name']]],
    ['three checks', { checks: { count: 3 } }, [['bad-value', 'checks.count']]],
    ['a number in quotes', { images: { maxBytes: '204800' } }, [['bad-value', 'images.maxBytes']]],
    ['a fraction', { retentionDays: 1.5 }, [['bad-value', 'retentionDays']]],
    ['an object where a list belongs', { schedule: {} }, [['bad-value', 'schedule']]],
    ['a number where an object belongs', { images: 5 }, [['bad-value', 'images']]],
    ['a null', { mode: null }, [['bad-value', 'mode']]],
    ['a field a material cannot prove', { materials: { ID: { proves: ['nickname'] } } }, [['bad-value', 'materials.ID.proves[0]']]],
    ['more images at least than at most', { materials: { ID: { min: 3 } } }, [['bad-value', 'materials.ID.max']]],
    ['a required material that is not there', { required: [{ when: 'always', materials: ['ID', 'PASSPORT'] }] }, [['unknown-code', 'required[0].materials[1]']]],
    ['evidence that is not there', { fields: { name: { evidence: ['PASSPORT'] } } }, [['unknown-code', 'fields.name.evidence[0]']]],
    ['a kept paper that is not there', { paper: { kept: ['PASSPORT'] } }, [['unknown-code', 'paper.kept[0]']]],
    ['a due day that is not on the calendar', { pendingCertification: { commitment: true, dueDate: '2026-02-30' } }, [['bad-value', 'pendingCertification.dueDate']]],
    ['a commitment that is none', { pendingCertification: 'perhaps' }, [['bad-value', 'pendingCertification']]],
    ['a gap that no text has', { texts: { finality: { en: 'Dear {name}' } } }, [['bad-value', 'texts.finality.en']]],
    ['an empty text', { texts: { receipt: { 'zh-CN': '' } } }, [['bad-value', 'texts.receipt.zh-CN']]],
    ['a control character', { site: { code: '9901', name: '测试\u0007考点' } }, [['bad-value', 'site.name']]],
    ['a key that would reach into the language', JSON.parse('{"__proto__": {"mode": "unit-delegate"}}') as object, [['unknown-key', '__proto__']]],
  ];

  it.each(cases)('%s', (_what, content, expected) => {
    expect(problems(content)).toEqual(expected);
  });

  it('names everything that is wrong at once', () => {
    expect(problems({ mode: 'x', checks: { count: 0 }, wrong: 1 })).toEqual([
      ['bad-value', 'mode'],
      ['bad-value', 'checks.count'],
      ['unknown-key', 'wrong'],
    ]);
  });

  it('says in both languages what would be right', () => {
    const read = parse({ materials: { DIPLOMA: { count: 3 } } });
    const [problem] = read.ok ? [] : read.error;
    expect(problem?.expected['en']).toContain('min, max');
    expect(problem === undefined ? '' : policyProblemText(problem, 'zh-CN')).toBe('materials.DIPLOMA.count：未知的键；应为：没有这个键；可用的键：name、min、max、proves、alsoShows、keptBySite');
  });

  it.each([
    ['[]', 'not-json', ''],
    ['{"format"', 'not-json', ''],
    ['{"version":1}', 'missing-value', 'format'],
    ['{"format":"countersign.policy"}', 'missing-value', 'version'],
    ['{"format":"countersign.seal","version":1}', 'unknown-format', 'format'],
    ['{"format":"countersign.policy","version":2}', 'unknown-version', 'version'],
  ])('refuses %s as a whole', (text, code, path) => {
    const read = parsePolicy(text, policyDefaults);
    expect(read.ok ? [] : read.error.map((problem) => [problem.code, problem.path])).toEqual([[code, path]]);
  });
});

describe('days and hours', () => {
  const day = { from: '2026-03-01', to: '2026-03-01' };

  it.each([['08:00'], ['8:00-12:00'], ['12:00-08:00'], ['08:00-08:00'], ['08:60-12:00'], ['08:00-24:01'], ['08:00 - 12:00']])('%s is no stretch of hours', (hours) => {
    expect(problems({ schedule: [{ ...day, hours: [hours] }] })).toEqual([['bad-value', 'schedule[0].hours[0]']]);
  });

  it.each([[['08:00-12:00', '11:59-17:00']], [['14:00-17:00', '08:00-12:00']]])('%j overlap or run backwards', (hours) => {
    expect(problems({ schedule: [{ ...day, hours }] })).toEqual([['bad-value', 'schedule[0].hours[1]']]);
  });

  it('refuses a stretch of days that ends before it begins', () => {
    expect(problems({ corrections: [{ from: '2026-03-02', to: '2026-03-01', hours: [] }] })).toEqual([['bad-value', 'corrections[0].from']]);
  });

  it.each([['2026-02-30'], ['2026-2-3'], ['20260301'], ['2026-13-01']])('%s is no day', (from) => {
    expect(problems({ schedule: [{ from, to: '2026-12-31', hours: [] }] })).toEqual([['bad-value', 'schedule[0].from']]);
  });

  it.each([['Asia/Nowhere'], ['+08:00'], ['']])('%s is no time zone', (timeZone) => {
    expect(problems({ timeZone })).toEqual([['bad-value', 'timeZone']]);
  });

  it.each([['Asia/Urumqi'], ['UTC']])('%s is a time zone', (timeZone) => {
    expect(problems({ timeZone })).toEqual([]);
  });
});

describe('conditions', () => {
  it.each([
    ['freshgraduate', 'bad-value'], ['category=110', 'bad-value'], ['category =  110', 'bad-value'], ['category = ', 'bad-value'], ['sex = 男', 'bad-value'],
    ['category = 999', 'unknown-code'], ['category.group = nurse', 'unknown-code'], ['idType = 借书证', 'unknown-code'],
  ])('%s is refused', (when, code) => {
    expect(problems({ required: [{ when, materials: [] }] })).toEqual([[code, 'required[0].when']]);
  });

  it.each([['always'], ['military'], ['category = 110'], ['category.group = apprenticeship'], ['idType = 护照']])('%s is understood', (when) => {
    expect(problems({ required: [{ when, materials: [] }] })).toEqual([]);
  });
});

describe('the policy that a store works under', () => {
  it('takes site, zone and exam from the package where the file leaves them open', () => {
    expect(effectivePolicy(accepted({}), facts)).toEqual({ ...policyDefaults, ...facts });
  });

  it('keeps what the file says', () => {
    const site = { code: '9902', name: '另一考点' };
    expect(effectivePolicy(accepted({ site }), facts)).toMatchObject({ ...facts, site });
  });

  it('has a digest that no order of keys changes, and every change does', () => {
    const policy = effectivePolicy(accepted({}), facts);
    const reversed = Object.fromEntries(Object.entries(policy).reverse()) as unknown as typeof policy;
    expect(policyDigest(reversed)).toBe(policyDigest(policy));
    expect(policyDigest({ ...policy, retentionDays: 1096 })).not.toBe(policyDigest(policy));
  });
});

it('never throws, whatever JSON a file holds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(policyDefaults), 'x'), fc.jsonValue()), (content) => {
      const read = parse(content);
      if (!read.ok) for (const problem of read.error) expect(policyProblemText(problem, 'en')).not.toContain('undefined');
    }),
    { numRuns: 300 },
  );
});
