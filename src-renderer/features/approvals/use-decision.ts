import { useState } from 'react';
import type { CorrectionView } from '../../../src-preload/contract/cases';
import type { Credential } from '../../../src-preload/contract/common';
import type { StaffView } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import type { DeskRefusal } from '../../app/desk-refusal';
import { useDraft } from '../../app/drafts';

export type Decision = 'approved' | 'refused';

export interface DecisionWork {
  reason: string;
  typedCode: string;
  setReason(reason: string): void;
  setTypedCode(code: string): void;
  /** A decision that waits for another person's PIN. */
  asking: Decision | null;
  /** Who may decide it: approvers other than the one who asked. */
  approvers: readonly StaffView[];
  pending: boolean;
  refusal: DeskRefusal | null;
  decide(decision: Decision): void;
  consent(credential: Credential): void;
  stopAsking(): void;
}

/** Whether the signed-in person is the one to be asked first. The desk checks roles and people again. */
function isDecider(staff: StaffView | null, correction: CorrectionView): boolean {
  return staff !== null && staff.roles.includes('approver') && staff.id !== correction.requestedById;
}

/** One correction on its way to a decision; what was typed outlives the screen. */
export function useDecision(correction: CorrectionView, staff: StaffView | null): DecisionWork {
  const command = useDeskCommand('corrections.decide');
  const people = useDeskQuery('staff.list', {});
  const reason = useDraft(`approvals/${correction.id}/reason`, '');
  const typedCode = useDraft(`approvals/${correction.id}/code`, '');
  const [asking, setAsking] = useState<Decision | null>(null);

  async function send(decision: Decision, approver: Credential | null): Promise<void> {
    const done = await command.send({
      registrationNo: correction.registrationNo, correctionId: correction.id, decision, approver,
      reason: reason.value.trim() === '' ? null : reason.value.trim(), typedCode: typedCode.value.trim() === '' ? null : typedCode.value.trim(),
    });
    if (done === null) return;
    setAsking(null);
    reason.clear();
    typedCode.clear();
  }
  function decide(decision: Decision): void {
    command.reset();
    if (isDecider(staff, correction)) void send(decision, null);
    else setAsking(decision);
  }
  return {
    reason: reason.value, typedCode: typedCode.value, setReason: reason.change, setTypedCode: typedCode.change, asking,
    approvers: (people.data ?? []).filter((person) => person.active && isDecider(person, correction)),
    pending: command.pending, refusal: command.refusal, decide,
    consent: (credential) => {
      if (asking !== null) void send(asking, credential);
    },
    stopAsking: () => {
      command.reset();
      setAsking(null);
    },
  };
}
