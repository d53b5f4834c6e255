import type { SitePolicy } from './policy';
import type { ImageFlag } from './registration-problems';

export type ImageRules = SitePolicy['images'];

/** No policy may allow more: a larger picture costs the image process its memory. */
export const PIXEL_LIMIT = 60_000_000;

/** What a full decoding of an image found. Width and height as stored, before orientation. */
export interface ImageFacts {
  mediaType: 'image/jpeg' | 'image/png';
  /** Pixels. */
  width: number;
  height: number;
  /** EXIF orientation 1-8; 1 = upright. */
  orientation: number;
}

/** Rules that an image breaks and is stored all the same. `rank` counts the images of the material from 1, `max` is the material's most. */
export function imageFlags(facts: ImageFacts, bytes: number, place: { rank: number; max: number | null }, rules: ImageRules): readonly ImageFlag[] {
  const [width, height] = facts.orientation >= 5 ? [facts.height, facts.width] : [facts.width, facts.height];
  const checks: readonly [ImageFlag, boolean][] = [
    ['image-too-large', bytes > rules.maxBytes],
    ['image-not-upright', rules.upright && facts.orientation !== 1],
    ['image-too-small', width < rules.minWidth || height < rules.minHeight],
    ['image-too-many', place.max !== null && place.rank > place.max],
  ];
  return checks.filter(([, broken]) => broken).map(([flag]) => flag);
}

/** Rules that keep an image that was decoded out of the store. */
export function findImageRefusal(facts: ImageFacts, rules: ImageRules): 'image-wrong-type' | 'image-pixel-limit' | null {
  if (!rules.formats.some((format) => facts.mediaType === `image/${format}`)) return 'image-wrong-type';
  return facts.width * facts.height > Math.min(rules.maxPixels, PIXEL_LIMIT) ? 'image-pixel-limit' : null;
}
