/** Marks that must not begin a line, and those that must not end one (GB/T 15834 on the place of punctuation). */
const NOT_FIRST = new Set([...'，。、；：！？）》」』】〕〗〛”’…—·%℃,.;:!?)]}']);
const NOT_LAST = new Set([...'（《「『【〔〖〚“‘([{']);
/** Latin words, numbers and digests hold together while they fit on a line. */
const WORD = /^[\p{Script=Latin}\p{N}'_+./@:-]$/u;

export type MeasureText = (text: string) => number;

/** Breaks text into lines no wider than `width`; a piece that is wider than a whole line is cut between characters. */
export function textLines(text: string, width: number, measure: MeasureText): string[] {
  return text.split('\n').flatMap((paragraph) => paragraphLines(paragraph, width, measure));
}

function paragraphLines(paragraph: string, width: number, measure: MeasureText): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of unbreakablePieces(paragraph).flatMap((whole) => fitting(whole, width, measure))) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line.trimEnd()];
}

/** Splits where a line may break: between ideographs, after blanks, not inside words, not before closing or after opening marks. */
function unbreakablePieces(text: string): string[] {
  const pieces: string[] = [];
  let last = '';
  for (const character of text) {
    if (last !== '' && holdTogether(last, character)) pieces[pieces.length - 1] += character;
    else pieces.push(character);
    last = character;
  }
  return pieces;
}

function holdTogether(before: string, after: string): boolean {
  return after === ' ' || NOT_FIRST.has(after) || NOT_LAST.has(before) || (WORD.test(before) && WORD.test(after));
}

function fitting(piece: string, width: number, measure: MeasureText): string[] {
  if (measure(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  for (const character of piece) {
    const part = parts.at(-1);
    if (part === undefined || measure(part + character) > width) parts.push(character);
    else parts[parts.length - 1] = part + character;
  }
  return parts;
}
