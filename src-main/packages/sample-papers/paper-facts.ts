import type { FieldKey, FieldValues } from '../../domain/fields';
import type { IdCard } from '../../domain/id-card';
import type { SamplePassport } from '../sample-candidate';
import type { PortraitLook } from './portrait';

/** What a paper is drawn from: values it shows, the person's card, and the year. */
export interface PaperFacts {
  shows: FieldValues;
  card: IdCard | null;
  passport: SamplePassport | null;
  look: PortraitLook;
  examYear: number;
  /** Name of the exam category. */
  category: string;
}

export function valueOf(facts: PaperFacts, field: FieldKey): string {
  return facts.shows[field] ?? '';
}

/** `2024-06` → `2024年6月`, `2024-06-28` → `2024年6月28日`. */
export function chineseDate(date: string): string {
  const [year = '', month = '', day] = date.split('-');
  return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`;
}

/** `2020.05.12`, as cards print it; 长期 stays. */
export function dottedDate(date: string | null): string {
  return (date ?? '').replaceAll('-', '.');
}
