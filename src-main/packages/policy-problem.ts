import type { BothLanguages } from '../domain/policy';
import { expectationText } from './policy-expectations';

export type PolicyProblemCode = 'not-json' | 'unknown-format' | 'unknown-version' | 'unknown-key' | 'missing-value' | 'bad-value' | 'unknown-code';

/** One thing that is wrong in a policy file. `path` is as a person writes it: `materials.DIPLOMA.count`, `schedule[0].hours[1]`; empty for the whole file. */
export interface PolicyProblem {
  code: PolicyProblemCode;
  path: string;
  expected: BothLanguages;
}

/** A problem before its words are found. */
export interface PolicyFault {
  code: PolicyProblemCode;
  path: readonly PropertyKey[];
  expectation: string;
}

const HEADLINES: Readonly<Record<PolicyProblemCode, BothLanguages>> = {
  'not-json': { 'zh-CN': '不是 JSON 文件', en: 'not a JSON file' },
  'unknown-format': { 'zh-CN': '不是规则文件', en: 'not a policy file' },
  'unknown-version': { 'zh-CN': '规则文件的版本无法识别', en: 'a version of the policy file that this program does not know' },
  'unknown-key': { 'zh-CN': '未知的键', en: 'unknown key' },
  'missing-value': { 'zh-CN': '缺少值', en: 'value missing' },
  'bad-value': { 'zh-CN': '值不正确', en: 'wrong value' },
  'unknown-code': { 'zh-CN': '未知的代码', en: 'unknown code' },
};

export function problemOf(fault: PolicyFault): PolicyProblem {
  return { code: fault.code, path: pathText(fault.path), expected: expectationText(fault.expectation) };
}

/** One line for a screen or a terminal: where, what, and what would be right. */
export function policyProblemText(problem: PolicyProblem, language: keyof BothLanguages): string {
  const where = problem.path === '' ? '' : language === 'en' ? `${problem.path}: ` : `${problem.path}：`;
  const headline = HEADLINES[problem.code][language];
  const expected = problem.expected[language];
  return language === 'en' ? `${where}${headline}; right would be: ${expected}` : `${where}${headline}；应为：${expected}`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`), '');
}
