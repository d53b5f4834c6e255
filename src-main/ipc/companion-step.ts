import type { CaseView } from '../../src-preload/contract/cases';
import type { CompanionStep } from '../app/signing-desk';
import { BY_HAND } from '../domain/papers';
import type { RegistrationNo } from '../domain/vocabulary';

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
