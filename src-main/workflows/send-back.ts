import { findStandingPass } from '../domain/open-items';
import type { CaseChange } from './change-case';
import type { DeskPorts } from './ports';
import { voidDrawnSheet } from './void-sheet';

/**
 * What was passed no longer holds: passes are sent back, a drawn sheet is void at once and the case returns to review
 * (spec case-and-finality.md: readyToSign becomes inReview when a correction is requested).
 */
export async function sendBackToReview(ports: DeskPorts, change: CaseChange, why: string): Promise<void> {
  const { scene, tx } = change;
  const { record } = scene;
  const no = record.registration.registrationNo;
  if (findStandingPass(record, 1) !== null) {
    await tx.addReviewPass(no, { id: ports.newId(), pass: findStandingPass(record, 2) === null ? 1 : 2, outcome: 'sentBack', reason: why, by: scene.actor.staffId, at: scene.time });
    await change.tell('review.sentBack', { reason: why });
  }
  await voidDrawnSheet(change);
  if (record.state === 'readyToSign') change.turn('inReview');
}
