import type { FieldValues } from '../domain/fields';
import { running } from './sample-numbers';
import type { SampleUnitKey } from './sample-units';

/** What is usual for a candidate of a category. `yearsAgo`: graduation before the exam year. */
export interface CategoryCustom {
  school: string;
  schoolCode: string;
  major: string;
  level: string;
  degree: string;
  years: number;
  form: string;
  yearsAgo: number;
  unit: SampleUnitKey;
}

function custom(school: string, schoolCode: string, major: string, level: string, years: number, yearsAgo: number, unit: SampleUnitKey, form = '普通全日制'): CategoryCustom {
  return { school, schoolCode, major, level, degree: level === '本科' ? '学士' : '', years, form, yearsAgo, unit };
}

export const CATEGORY_CUSTOMS = {
  '110': custom('测试医科大学', '99901', '临床医学', '本科', 5, 2, 'first'),
  '120': custom('测试医科大学', '99901', '口腔医学', '本科', 5, 2, 'dental'),
  '130': custom('示例医学院', '99902', '预防医学', '本科', 5, 2, 'prevention'),
  '141': custom('测试中医药大学', '99903', '中医学', '本科', 5, 2, 'chinese'),
  '142': custom('测试中医药大学', '99903', '中西医临床医学', '本科', 5, 2, 'chinese'),
  '210': custom('样本医学高等专科学校', '99904', '临床医学', '大专', 3, 2, 'township'),
  '230': custom('样本医学高等专科学校', '99904', '预防医学', '大专', 3, 2, 'community'),
  '241': custom('测试中医药高等专科学校', '99905', '中医学', '大专', 3, 3, 'community'),
  '341': custom('测试市中医医院', '99906', '中医内科', '中专', 3, 2, 'clinic', '师承'),
} as const satisfies Record<string, CategoryCustom>;

export type SampleCategory = keyof typeof CATEGORY_CUSTOMS;

/** Education and trial of a candidate who did the usual thing. */
export function usualEducation(category: SampleCategory, examYear: number, index: number, yearsAgo: number): FieldValues {
  const usual: CategoryCustom = CATEGORY_CUSTOMS[category];
  const graduated = examYear - yearsAgo;
  const levelCode = { 本科: '05', 大专: '06', 中专: '09' }[usual.level] ?? '02';
  return {
    educationLevel: usual.level,
    degree: usual.degree,
    schoolingYears: String(usual.years),
    studyForm: usual.form,
    school: usual.school,
    major: usual.major,
    enrolledOn: `${graduated - usual.years}-09`,
    graduatedOn: `${graduated}-06`,
    diplomaNo: `${usual.schoolCode}1${graduated}${levelCode}${running(index, 5)}`,
    trialFrom: `${examYear - 2}-08`,
    trialTo: `${examYear - 1}-08`,
  };
}
