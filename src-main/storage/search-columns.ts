import { createRequire } from 'node:module';
import type * as Pinyin from 'pinyin-pro';
import type { FieldValues } from '../domain/fields';

let library: typeof Pinyin | null = null;

/** Its dictionary is large: it is read with the first name that is written, not at every start. */
function pinyinLibrary(): typeof Pinyin {
  library ??= createRequire(import.meta.url)('pinyin-pro') as typeof Pinyin;
  return library;
}

/** What a registration is found and listed by; kept equal to its current values. */
export interface SearchColumns {
  name: string;
  /** The name as it is typed in pinyin: a-z and digits only, no tones, ü as v; Latin names in lower case. */
  namePinyin: string;
  /** First letter of each character, or of each word of a Latin name. */
  nameInitials: string;
  idNumber: string;
  /** Last four characters of the ID number. */
  idTail: string;
  category: string;
  workUnit: string;
  point: string;
}

/**
 * Syllables of a name in order: one per Chinese character (surnames read as surnames: 单 shan, 解 xie), one per Latin word.
 * A character without a known reading, a separator or a placeholder counts for nothing.
 */
function syllablesOf(name: string): readonly string[] {
  const words = name.normalize('NFKD').replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '').match(/[\p{Script=Latin}\d]+|[^\p{Script=Latin}\d]+/gu) ?? [];
  return words
    .flatMap((word) => (/^[a-z\d]/i.test(word) ? [word] : pinyinLibrary().pinyin(word, { type: 'array', toneType: 'none', surname: 'head', v: true, nonZh: 'removed' })))
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^a-z\d]/g, ''))
    .filter((syllable) => syllable !== '');
}

/** Derives the search columns from a registration's current values. Pure; the same input gives the same columns. */
export function searchColumns(fields: FieldValues): SearchColumns {
  const syllables = syllablesOf(fields.name ?? '');
  const idNumber = (fields.idNumber ?? '').toUpperCase();
  return {
    name: fields.name ?? '',
    namePinyin: syllables.join(''),
    nameInitials: syllables.map((syllable) => syllable[0]).join(''),
    idNumber,
    idTail: idNumber.slice(-4),
    category: fields.category ?? '',
    workUnit: fields.workUnit ?? '',
    point: fields.point ?? '',
  };
}
