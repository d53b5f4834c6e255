import type { CaseView } from '../../src-preload/contract/cases';
import type { CompanionStep } from '../app/signing-desk';
import { BY_HAND } from '../domain/papers';
import type { Correction } from '../domain/case-record';
import type { RegistrationNo } from '../domain/vocabulary';
import { tellLog } from '../workflows/tell-log';
import type { AtWork } from './guard';

/**
 * What the candidate's screen shows while the staff works on the case at this counter (spec experience.md): a greeting,
 * the papers to hand over, or the change that is being asked for, as read-only.
 */
export function companionStepOf(view: CaseView, atCounter: RegistrationNo | null): CompanionStep {
  if (view.registrationNo !== atCounter || view.step !== 'compare') return { step: 'welcome' };
  const open = view.corrections.find(({ state }) => state === 'requested');
  if (open !== undefined) return { step: 'correction', name: view.name, field: open.field, old: open.old, new: open.new };
  const papers = view.materials.filter(({ code, required }) => required && code !== BY_HAND);
  return { step: 'handOver', name: view.name, materials: papers.map(({ name }) => name) };
}

/** The candidate reads the own number in full; the log is told once per case, and what it has no room for stays masked. */
export async function withFullNumber(at: AtWork, registrationNo: RegistrationNo, step: CompanionStep, corrections: readonly Correction[]): Promise<CompanionStep> {
  const correction = corrections.find(({ state }) => state === 'requested');
  if (step.step !== 'correction' || correction?.field !== 'idNumber') return step;
  const { counter, ports } = at.open;
  if (!counter.isToldOfNumber(registrationNo)) {
    const { deskId, staffId } = at.actor;
    const told = await tellLog(ports, { deskId, staffId }, { kind: 'idNumber.shown', registrationNo, payload: { screen: 'candidate' } });
    if (!told.ok) return step;
    counter.showCandidate(registrationNo);
  }
  return { ...step, old: correction.old, new: correction.new };
}
