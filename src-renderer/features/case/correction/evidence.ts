import type { CaseView, CorrectionRuleView } from '../../../../src-preload/contract/cases';
import type { Input } from '../../../../src-preload/contract/desk-api';

export type Evidence = Input<'corrections.request'>['evidence'][number];

/** An image of the case that can stand as evidence. */
export interface CaseImage {
  sha256: string;
  kind: string;
  n: number;
  url: string;
}

/** Images of the case, those of the asked kinds first. */
export function imagesForEvidence(view: CaseView, rule: CorrectionRuleView | null): readonly CaseImage[] {
  const all = view.materials.flatMap((material) => material.images.map(({ sha256, n, url }): CaseImage => ({ sha256, kind: material.code, n, url })));
  const asked = (image: CaseImage): boolean => rule?.evidenceKinds.includes(image.kind) === true;
  return [...all.filter(asked), ...all.filter((image) => !asked(image))];
}

export function toggleCaseImage(evidence: readonly Evidence[], image: CaseImage): readonly Evidence[] {
  if (evidence.some(({ sha256 }) => sha256 === image.sha256)) return evidence.filter(({ sha256 }) => sha256 !== image.sha256);
  return [...evidence, { sha256: image.sha256, kind: image.kind, origin: 'material' }];
}

/** The same picture counts once, under the kind it was last given. */
export function addFile(evidence: readonly Evidence[], sha256: string, kind: string): readonly Evidence[] {
  return [...evidence.filter((item) => item.sha256 !== sha256), { sha256, kind, origin: 'file' }];
}

/** The kind that a new file most likely is: the first that the rule asks for. */
export function likelyKind(rule: CorrectionRuleView | null): string {
  return rule?.evidenceKinds[0] ?? 'OTHER';
}
