import { useState } from 'react';
import type { CaseView, FieldResult, MaterialView } from '../../../../src-preload/contract/cases';
import type { DeskRefusal } from '../../../app/desk-refusal';
import { useDeskCommand } from '../../../app/desk-client';
import { RESULT_KEYS } from './field-results';
import { fieldsTogether, findStop, hasWork } from './paper-work';
import type { PapersAtHand } from './use-papers';

export interface Reviewing {
  pending: boolean;
  refusal: DeskRefusal | null;
  forget(): void;
  confirmPaper(): Promise<void>;
  acceptPaper(): Promise<void>;
  passFirstCheck(): Promise<void>;
  /** A result that may need words waits for them; agreement is sent at once. */
  giveResult(result: FieldResult): Promise<void>;
  /** The result that is being explained. */
  explaining: FieldResult | null;
  explain(note: string | null): Promise<void>;
  cancelExplaining(): void;
}

const AGREES: readonly FieldResult[] = ['same', 'equivalent'];

/** Every field has its own word and agrees with the paper: accepting the paper asks for no further key. */
function isOnlyUndecided(view: CaseView, material: MaterialView): boolean {
  return material.state === 'open' && hasWork(view, material) && fieldsTogether(material).length === 0 && findStop(view, material) === null;
}

/** The clerk's decisions on the paper in view, and where each of them leads. */
export function useReviewing(view: CaseView, papers: PapersAtHand): Reviewing {
  const { registrationNo } = view;
  const { material, field, images, move } = papers;
  const confirm = useDeskCommand('review.confirmMaterial');
  const check = useDeskCommand('review.checkField');
  const decide = useDeskCommand('review.decideMaterial');
  const pass = useDeskCommand('review.pass');
  const commands = [confirm, check, decide, pass];
  const [explaining, setExplaining] = useState<{ result: FieldResult; on: string } | null>(null);
  const place = `${material?.code ?? ''} ${field?.field ?? ''}`;

  async function confirmPaper(code = material?.code): Promise<void> {
    if (code === undefined) return;
    const answer = await confirm.send({ registrationNo, material: code });
    if (answer !== null) move({ kind: 'decided', view: answer });
  }
  async function checkField(result: FieldResult, note: string | null): Promise<void> {
    if (material === null || field === null) return;
    const answer = await check.send({ registrationNo, field: field.field, material: material.code === '-' ? null : material.code, result, note });
    if (answer === null) return;
    setExplaining(null);
    const after = answer.materials.find(({ code }) => code === material.code);
    const seen = material.images.every(({ sha256 }) => images.shown.has(sha256));
    if (after !== undefined && seen && AGREES.includes(result) && isOnlyUndecided(answer, after)) await confirmPaper(after.code);
    else move({ kind: 'decided', view: answer });
  }
  async function acceptPaper(): Promise<void> {
    if (material === null) return;
    const answer = await decide.send({ registrationNo, material: material.code, decision: 'accepted', finding: null, reason: null });
    if (answer !== null) move({ kind: 'decided', view: answer });
  }
  return {
    pending: commands.some(({ pending }) => pending),
    refusal: commands.map(({ refusal }) => refusal).find((refusal) => refusal !== null) ?? null,
    forget: () => commands.forEach(({ reset }) => reset()),
    confirmPaper: () => confirmPaper(),
    acceptPaper,
    async passFirstCheck() {
      await pass.send({ registrationNo, secondReviewer: null });
    },
    async giveResult(result) {
      if (RESULT_KEYS.some((key) => key.result === result && key.asksNote)) setExplaining({ result, on: place });
      else await checkField(result, null);
    },
    explaining: explaining?.on === place ? explaining.result : null,
    explain: (note) => (explaining === null ? Promise.resolve() : checkField(explaining.result, note)),
    cancelExplaining: () => setExplaining(null),
  };
}
