import type { BothLanguages, SitePolicy } from './policy';

/** Gaps that a policy's texts may leave (spec policy.md, `texts`). */
export const TEXT_GAPS = ['site', 'date', 'desk', 'purpose'] as const;
export type TextGap = (typeof TEXT_GAPS)[number];

/** Names in braces that are no gap of a policy text, e.g. `{name}`. */
export function unknownGaps(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '').filter((name) => !isGap(name));
}

/** Fills the gaps of a policy text. A gap without a value goes, and the blanks around it with it. */
export function fillGaps(text: string, values: Partial<Record<TextGap, string>>): string {
  const filled = text.replace(/\{([^{}]*)\}/g, (whole, name: string) => (isGap(name) ? (values[name] ?? '') : whole));
  return filled.replace(/ {2,}/g, ' ').trim();
}

/** What the papers may be used for, as the watermark says it. */
export function reviewPurpose(exam: SitePolicy['exam']): BothLanguages {
  return { 'zh-CN': `${exam.year}年${exam.name}现场审核`, en: `the on-site review of ${exam.name} ${exam.year}` };
}

function isGap(name: string): name is TextGap {
  return (TEXT_GAPS as readonly string[]).includes(name);
}
