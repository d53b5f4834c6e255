/** A character that two machines may show differently, or not at all; told by its code point. */
export interface RareCharacter {
  character: string;
  /** `U+20BB7`. */
  code: string;
  /** `privateUse`: drawn by one machine's own font. `broken`: half a pair, a control or an invisible character. */
  kind: 'rare' | 'privateUse' | 'broken';
}

/**
 * CJK beyond the 20,902 characters that GBK holds: what the first block grew by since (from 9FA6), extensions, compatibility forms,
 * radicals, and the planes 2 and 3, of which later editions still fill up the third; and what chooses a variant of a glyph.
 */
const RARE = /[\u2E80-\u2FDF\u3400-\u4DBF\u9FA6-\u9FFF\uF900-\uFAFF]|[\u{1F000}-\u{3FFFF}]|\p{Variation_Selector}/u;

function kindOf(character: string): RareCharacter['kind'] | null {
  if (/\p{Co}/u.test(character)) return 'privateUse';
  if (/\p{Variation_Selector}/u.test(character)) return 'rare';
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(character)) return 'broken';
  return RARE.test(character) ? 'rare' : null;
}

/** The characters of a name whose glyph alone does not tell what they are, in their order. */
export function rareCharactersIn(text: string): readonly RareCharacter[] {
  return [...text].flatMap((character) => {
    const kind = kindOf(character);
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return kind === null ? [] : [{ character, code, kind }];
  });
}
