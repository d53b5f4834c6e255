/**
 * What stands for a character that could not be typed: `?`, `*`, one character in brackets (spec registration-package.md),
 * and the boxes that other systems put there. Full-width forms count too.
 */
export const UNTYPED_CHARACTER = /[?？*＊□〓\uFFFD]|[[［(（【〔].[\]］)）】〕]/u;

export function hasUntypedCharacter(value: string): boolean {
  return UNTYPED_CHARACTER.test(value);
}
