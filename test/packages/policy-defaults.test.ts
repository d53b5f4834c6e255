import { describe, expect, it } from 'vitest';
import { loadResourceTables } from '../../src-main/app/resource-tables';
import type { FieldKey } from '../../src-main/domain/fields';
import { FIELD_KEYS } from '../../src-main/domain/fields';
import { fillGaps, reviewPurpose } from '../../src-main/domain/policy-texts';

const tables = loadResourceTables('resources');
const policy = tables.policyDefaults;

describe('the built-in policy', () => {
  it('compares the fields of the comparison set, and no others', () => {
    const compared = FIELD_KEYS.filter((key) => policy.fields[key]?.compare);
    expect(compared.toSorted()).toEqual(
      ['category', 'name', 'sex', 'idType', 'idNumber', 'nation', 'birthDate', 'nationality', 'educationLevel', 'studyForm', 'schoolingYears', 'school', 'major',
        'graduatedOn', 'diplomaNo', 'workUnit', 'trialUnit', 'trialFrom', 'trialTo', 'assistantCertificateNo', 'practiceCertificateNo'].toSorted(),
    );
  });

  it('lets every field be corrected but registration number, revision and kind of document', () => {
    const fixed = FIELD_KEYS.filter((key) => policy.fields[key]?.correctable === false);
    expect(fixed).toEqual(['registrationNo', 'revision', 'idType']);
  });

  it.each<[FieldKey, string[]]>([
    ['name', ['ID']], ['idNumber', ['ID']], ['school', ['DIPLOMA']], ['category', ['DIPLOMA']], ['workUnit', ['UNIT_PROOF']], ['unitNature', ['UNIT_PROOF']],
    ['trialFrom', ['TRIAL']], ['assistantCertificateNo', ['ASSISTANT_CERT']], ['practiceCertificateNo', ['PRACTICE_CERT']], ['mobile', []],
  ])('asks for the right evidence to correct %s', (field, evidence) => {
    expect(policy.fields[field]?.evidence).toEqual(evidence);
  });

  it('holds only the category to be of high risk', () => {
    expect(FIELD_KEYS.filter((key) => policy.fields[key]?.risk === 'high')).toEqual(['category']);
  });

  it('asks for exactly the materials of the specification', () => {
    expect(policy.required).toEqual([
      { when: 'always', materials: ['ID', 'NOTICE', 'DIPLOMA', 'EDU', 'TRIAL', 'LICENCE'] },
      { when: 'hasAssistantCertificate', materials: ['ASSISTANT_CERT', 'PRACTICE_CERT'] },
      { when: 'freshGraduate', materials: ['COMMITMENT'] },
      { when: 'diplomaNameDiffers', materials: ['FORMER_NAME'] },
      { when: 'unitChanged', materials: ['UNIT_PROOF'] },
      { when: 'certificationPending', materials: ['COMMITMENT'] },
    ]);
  });

  it('counts the images of every material as the specification does', () => {
    const counts = Object.fromEntries(Object.entries(policy.materials).map(([code, { min, max }]) => [code, `${min}-${max}`]));
    expect(counts).toEqual({
      ID: '2-2', NOTICE: '0-1', DIPLOMA: '1-6', EDU: '1-2', DEGREE: '0-1', TRIAL: '1-6', LICENCE: '1-2', ASSISTANT_CERT: '1-2', PRACTICE_CERT: '1-4',
      FIRST_REGISTRATION: '1-2', COMMITMENT: '1-1', FORMER_NAME: '1-2', UNIT_PROOF: '1-4', OTHER: '0-9',
    });
  });

  it('has no open day, two checks by two people, and keeps records for three years', () => {
    expect(policy).toMatchObject({ schedule: [], corrections: [], supplementsUntil: null, checks: { count: 2, samePersonMayDoBoth: false }, retentionDays: 1095 });
  });

  it('says on every image what it may be used for', () => {
    const exam = { name: '医师资格考试', year: 2026 };
    const mark = fillGaps(policy.texts.watermark['zh-CN'], { purpose: reviewPurpose(exam)['zh-CN'], site: '测试考点', date: '2026-03-01' });
    expect(mark).toBe('仅用于2026年医师资格考试现场审核 测试考点 2026-03-01');
  });

  it('leaves no gap and no double blank where a value is not known', () => {
    expect(fillGaps(policy.texts.watermark.en, { purpose: 'review', date: '2026-03-01' })).toBe('Only for review 2026-03-01');
  });

  it('tells a person in plain words that signing is final', () => {
    expect(policy.texts.finality['zh-CN']).toMatch(/^签字后即为最终结果。/);
  });
});

describe('the code tables', () => {
  it.each([
    ['categories', tables.categories, 24],
    ['nations', tables.nations, 58],
    ['nationalities', tables.nationalities, 249],
    ['education levels', tables.educationLevels, 5],
  ])('%s are complete and name no code twice', (_what, rows, count) => {
    expect(new Set(rows.map((row) => row.code)).size).toBe(count);
    expect(new Set(rows.map((row) => row.name)).size).toBe(count);
    expect(rows.every((row) => row.name !== '' && row.en !== '')).toBe(true);
  });

  it('give every nationality three letters and three digits', () => {
    expect(tables.nationalities.every((row) => /^[A-Z]{3}$/.test(row.code) && /^\d{3}$/.test(row.numeric))).toBe(true);
    expect(new Set(tables.nationalities.map((row) => row.numeric)).size).toBe(249);
    expect(tables.nationalities.find((row) => row.code === 'CHN')).toEqual({ code: 'CHN', numeric: '156', name: '中国', en: 'China' });
  });

  it('put every category into its group by its first digit', () => {
    const groups = { '1': 'physician', '2': 'assistant', '3': 'apprenticeship', '4': 'apprenticeship' };
    for (const { code, group } of tables.categories) expect(group).toBe(groups[code[0] as keyof typeof groups]);
  });
});
