import { UNTYPED_CHARACTER } from './untyped-character';

/** Ways of writing that make no difference to who is meant. */
export type Fold = 'dots' | 'width' | 'spaces' | 'letterCase';

/** Why a name needs a human eye. */
export type Doubt =
  /** `?`, `*`, `[x]` or a placeholder box stands for a character that could not be typed. */
  | 'untypedCharacter'
  /** A private use character: looks different on every machine. */
  | 'privateUse'
  /** Half a surrogate pair, a control or an invisible character. */
  | 'brokenCharacter'
  /** The same but for a compatibility form or a glyph variant. */
  | 'variantForm'
  /** The same Latin words or letters, arranged otherwise. */
  | 'wordOrder'
  /** One side is what a card has room for of the other. */
  | 'cutOff'
  /** One side has no name. */
  | 'empty';

export type NameComparison =
  | { result: 'same'; why: readonly [] }
  | { result: 'equivalent'; why: readonly Fold[] }
  | { result: 'needsHuman'; why: readonly Doubt[] }
  | { result: 'differs'; why: readonly [] };

/** Disjoint, so that each can be left out to see whether it is what makes two texts alike. */
const FOLDS: Readonly<Record<Fold, (text: string) => string>> = {
  dots: (text) => text.replace(/[.．•・･·‧∙⋅]/g, '·'),
  width: (text) => text.replace(/[！-－／-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)),
  spaces: (text) => text.replace(/\s/g, ''),
  letterCase: (text) => text.replace(/\p{Script=Latin}/gu, (letter) => letter.toLowerCase()),
};
const ALL_FOLDS = Object.keys(FOLDS) as readonly Fold[];

function fold(text: string, folds: readonly Fold[] = ALL_FOLDS): string {
  return folds.reduce((folded, each) => FOLDS[each](folded), text);
}

/** The folds without which the texts would not be alike; empty = identical; null = not alike. */
export function foldsBetween(a: string, b: string): readonly Fold[] | null {
  if (a === b) return [];
  if (fold(a) !== fold(b)) return null;
  return ALL_FOLDS.filter((left) => {
    const others = ALL_FOLDS.filter((each) => each !== left);
    return fold(a, others) !== fold(b, others);
  });
}

const DOUBTFUL: readonly (readonly [Doubt, RegExp])[] = [
  ['untypedCharacter', new RegExp(UNTYPED_CHARACTER, 'gu')],
  ['privateUse', /\p{Co}/gu],
  ['brokenCharacter', /[\p{Cc}\p{Cf}\p{Cs}]/gu],
];

function doubtsIn(text: string): Doubt[] {
  return DOUBTFUL.filter(([, pattern]) => text.search(pattern) >= 0).map(([doubt]) => doubt);
}

const ANY_CHARACTER = '\0';

function fits(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((character, i) => character === right[i] || character === ANY_CHARACTER || right[i] === ANY_CHARACTER);
}

/** A system of 16-bit characters writes two signs for the one that it cannot type beyond the first plane: both counts fit. */
function couldBeAlike(a: string, b: string): boolean {
  const [left = '', right = ''] = [a, b].map((text) => DOUBTFUL.reduce((known, [, pattern]) => known.replace(pattern, ANY_CHARACTER), text));
  return fits([...left], [...right]) || fits(left.split(''), right.split(''));
}

function standardForm(text: string): string {
  return fold(text.replace(/\p{Variation_Selector}/gu, '').normalize('NFKC'));
}

function hasSameLatinWords(a: string, b: string): boolean {
  if (![a, b].every((text) => /^[\p{Script=Latin}\p{M}\p{P}\s]+$/u.test(text))) return false;
  const wordsOf = (text: string): string[] => fold(text, ['width', 'letterCase']).split(/[\p{P}\s]+/u).filter((word) => word !== '');
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return left.join('') === right.join('') || left.toSorted().join(' ') === right.toSorted().join(' ');
}

/**
 * So many UTF-16 units of a name the chips hold (reference id-card-reader.md, section 3): 30 bytes of a Chinese one, 92 and 120
 * of the English one of a foreigner's card.
 */
const CARD_NAME_UNITS: readonly number[] = [15, 46, 60];

function isCutOff(whole: string, beginning: string): boolean {
  return CARD_NAME_UNITS.some((units) => whole.length > units && fold(whole.slice(0, units)) === fold(beginning));
}

/**
 * Compares two writings of a person's name (domain notes, section 7). Never says yes where a character is not known:
 * that needs a human. Ways of writing alone are told as such.
 */
export function compareNames(a: string, b: string): NameComparison {
  const [left, right] = [fold(a), fold(b)];
  if (left === '' || right === '') return { result: 'needsHuman', why: ['empty'] };
  if (left !== right && (isCutOff(a, b) || isCutOff(b, a))) return { result: 'needsHuman', why: ['cutOff'] };
  const doubts = [...new Set([...doubtsIn(left), ...doubtsIn(right)])];
  if (doubts.length > 0) return couldBeAlike(left, right) ? { result: 'needsHuman', why: doubts } : { result: 'differs', why: [] };
  const folds = foldsBetween(a, b);
  if (folds !== null) return folds.length === 0 ? { result: 'same', why: [] } : { result: 'equivalent', why: folds };
  if (standardForm(a) === standardForm(b)) return { result: 'needsHuman', why: ['variantForm'] };
  return hasSameLatinWords(a, b) ? { result: 'needsHuman', why: ['wordOrder'] } : { result: 'differs', why: [] };
}
