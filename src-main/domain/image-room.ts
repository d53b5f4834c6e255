import type { Refusal } from './refusal';
import type { Scene } from './scene';
import type { Sha256 } from './vocabulary';

/**
 * Why these images cannot join the paper: the site's list names the papers and how many images each has at most
 * (spec policy.md, materials). An image that lies there already takes no room.
 */
export function reasonAgainstImages({ record, policy }: Scene, material: string, images: readonly Sha256[]): Refusal | null {
  const rule = policy.materials[material];
  if (rule === undefined) return { code: 'unknown-material', params: { material } };
  const there = record.images.filter((image) => image.code === material).map((image) => image.sha256);
  const added = new Set(images).difference(new Set(there));
  return added.size === 0 || there.length + added.size <= rule.max ? null : { code: 'too-many-images', params: { count: rule.max } };
}
