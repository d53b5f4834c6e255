import { useState } from 'react';
import type { CaseView, MaterialView } from '../../../../src-preload/contract/cases';
import { useDeskCommand } from '../../../app/desk-client';
import type { ShownRefusal } from '../../../ui/refusal-text';
import { isOffered, whyNot } from '../available';
import { uploadEvidence } from '../correction/upload-evidence';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { PapersAtHand } from './use-papers';

export interface AddingImage {
  /** None while the paper in view is full, or nothing may be compared. */
  actions: readonly KeyedAction[];
  pending: boolean;
  /** Of the paper in view. */
  refusal: ShownRefusal | null;
  forget(): void;
  /** The file input that the key opens. */
  setChooser(input: HTMLInputElement | null): void;
  add(file: File): Promise<void>;
}

/** A paper that the site's list knows, with fewer images than it may have. */
function hasRoom(view: CaseView, material: MaterialView | null): boolean {
  return material !== null && material.code !== '-' && material.images.length < material.max && isOffered(view, 'reviewMaterials');
}

/** An image of a paper that the candidate hands in at the counter: chosen, taken in by the desk, and shown. */
export function useAddingImage(view: CaseView, { material, move }: PapersAtHand): AddingImage {
  const { registrationNo } = view;
  const { send, pending, refusal, reset } = useDeskCommand('review.addImage');
  const [chooser, setChooser] = useState<HTMLInputElement | null>(null);
  const [taking, setTaking] = useState(false);
  const [untaken, setUntaken] = useState<ShownRefusal | null>(null);
  const [tried, setTried] = useState<string | null>(null);
  function forget(): void {
    setUntaken(null);
    reset();
  }
  async function add(file: File): Promise<void> {
    if (material === null) return;
    const { code } = material;
    forget();
    setTried(code);
    setTaking(true);
    const taken = await uploadEvidence(registrationNo, file);
    setTaking(false);
    if (!taken.ok) return setUntaken(taken.error);
    const answer = await send({ registrationNo, material: code, sha256: taken.value.sha256 });
    const page = answer?.materials.find((paper) => paper.code === code)?.images.findIndex(({ sha256 }) => sha256 === taken.value.sha256) ?? -1;
    if (page < 0) return;
    move({ kind: 'material', code });
    move({ kind: 'page', page });
  }
  const actions = hasRoom(view, material)
    ? [keyedAction({ name: 'addImage', keys: ['a'], group: 'image', blocked: whyNot(view, 'reviewMaterials'), run: () => chooser?.click() })] : [];
  return { actions, pending: taking || pending, refusal: tried === material?.code ? (untaken ?? refusal) : null, forget, setChooser, add };
}
