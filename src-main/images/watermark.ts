/** What the drawing needs of a font. */
export interface TextOutlines {
  path(text: string, place: { x: number; y: number; size: number }): string;
  width(text: string, size: number): number;
}

const ANGLE = -30;
const SMALLEST_SIZE = 12;
/** Size of the letters as part of the picture's shorter edge. */
const SIZE_PART = 1 / 24;
/** A line is never longer than this part of the diagonal, so that it stands on the picture whole at least once. */
const LINE_PART = 0.6;

/**
 * An SVG of the picture's size that carries the text across it, tiled and staggered, slanted, translucent: dark letters
 * with a light rim are seen on white paper and on dark photos, and what lies below stays readable.
 */
export function watermarkSvg(text: string, picture: { width: number; height: number }, outlines: TextOutlines): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const size = letterSize(line, picture, outlines);
  const tile = { width: outlines.width(line, size) + size * 3, height: size * 10 };
  const letters = [{ x: 0, y: size * 3 }, { x: tile.width / 2, y: size * 8 }, { x: -tile.width / 2, y: size * 8 }];
  const path = letters.map((place) => outlines.path(line, { ...place, size })).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${picture.height}">`,
    `<defs><pattern id="w" patternUnits="userSpaceOnUse" width="${tile.width}" height="${tile.height}" patternTransform="rotate(${ANGLE})">`,
    `<path d="${path}" fill="#000" fill-opacity="0.15" stroke="#fff" stroke-opacity="0.2" stroke-width="${size / 16}" paint-order="stroke"/>`,
    '</pattern></defs><rect width="100%" height="100%" fill="url(#w)"/></svg>',
  ].join('');
}

function letterSize(line: string, { width, height }: { width: number; height: number }, outlines: TextOutlines): number {
  const wanted = Math.max(SMALLEST_SIZE, Math.min(width, height) * SIZE_PART);
  const longest = Math.hypot(width, height) * LINE_PART;
  return Math.max(SMALLEST_SIZE, wanted * Math.min(1, longest / outlines.width(line, wanted)));
}
