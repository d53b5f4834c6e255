import type { ImageFacts } from '../domain/registration-images';
import { findImageRefusal, imageFlags, type ImageRules } from '../domain/registration-images';
import type { ImageFlag, ImageProblemCode } from '../domain/registration-problems';
import type { Result } from '../domain/result';
import type { ImageTrouble } from '../images/image-jobs';
import type { ListedFile } from '../packages/registration-inventory';
import { ImportStop } from './import-types';

/** What is wrong with an image, before its place in the report is known. */
export interface ImageFinding {
  code: ImageProblemCode;
  hint: string | null;
  found: string | null;
}

/** How an image came out of its checks. */
export type ImageVerdict = { kind: 'stored'; facts: ImageFacts; flags: readonly ImageFlag[] } | { kind: 'rejected'; finding: ImageFinding };

export interface ImagePlace {
  rank: number;
  max: number | null;
}

function rejected(code: ImageProblemCode, hint: string | null = null, found: string | null = null): ImageVerdict {
  return { kind: 'rejected', finding: { code, hint, found } };
}

/** An image is too large to be looked into at all. */
export const NOT_LOOKED_INTO = rejected('image-undecodable', 'tooLarge');

/** Judges a material's image by the site's rules; `place` null = a photo, which is only checked for type and decoding. */
export function judgeImage(probed: Result<ImageFacts, ImageTrouble>, bytes: number, place: ImagePlace | null, rules: ImageRules): ImageVerdict {
  if (!probed.ok) return refusalOf(probed.error);
  const facts = probed.value;
  if (place === null) return { kind: 'stored', facts, flags: [] };
  const refusal = findImageRefusal(facts, rules);
  if (refusal !== null) return rejected(refusal, null, `${facts.width}×${facts.height}`);
  return { kind: 'stored', facts, flags: imageFlags(facts, bytes, place, rules) };
}

function refusalOf(trouble: ImageTrouble): ImageVerdict {
  switch (trouble.code) {
    case 'image-wrong-type': return rejected('image-wrong-type');
    case 'image-undecodable': return rejected('image-undecodable', 'damaged');
    case 'image-pixel-limit': return rejected('image-pixel-limit', null, `${trouble.width}×${trouble.height}`);
    case 'image-timeout': return rejected('image-undecodable', 'timeout');
    case 'image-process-died': return rejected('image-undecodable', 'crash');
    case 'image-process-unavailable': throw new ImportStop(trouble);
    case 'image-client-disposed':
    case 'watermark-font-missing': throw new ImportStop({ code: 'image-process-unavailable', detail: trouble.code });
  }
}

/** The findings of a verdict as the report lists them. */
export function findingsOf(verdict: ImageVerdict, file: ListedFile): readonly ImageFinding[] {
  if (verdict.kind === 'rejected') return [verdict.finding];
  const found: Readonly<Partial<Record<ImageFlag, string>>> = {
    'image-too-large': String(file.bytes),
    'image-too-small': `${verdict.facts.width}×${verdict.facts.height}`,
  };
  return verdict.flags.map((code) => ({ code, hint: null, found: found[code] ?? null }));
}
