import { findIdentityOfToday, findStandingPass } from './open-items';
import type { Scene } from './scene';

export type CounterStep = 'identity' | 'compare' | 'secondCheck' | 'sign' | 'done' | 'aside';

/** Where the clerk is with this case. An interrupted case is found again at the same step. */
export function counterStepOf(scene: Scene): CounterStep {
  const { record, today } = scene;
  if (record.state === 'signed') return 'done';
  if (record.state === 'refused' || record.state === 'supplementOwed') return 'aside';
  if (record.state === 'waiting' || record.state === 'checkedIn') return 'identity';
  if (findIdentityOfToday(record, today) === null) return 'identity';
  if (record.state === 'readyToSign') return 'sign';
  return findStandingPass(record, 1) !== null ? 'secondCheck' : 'compare';
}
