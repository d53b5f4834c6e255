import type { CaseChange } from './change-case';

/** A sheet that was drawn up does not outlive what it was drawn up for. */
export async function voidDrawnSheet(change: CaseChange): Promise<void> {
  const { sheet, registration } = change.scene.record;
  if (sheet === null || sheet.voidedAt !== null) return;
  await change.tx.voidSheet(registration.registrationNo, sheet.revision, change.scene.time);
  await change.tell('sheet.voided', { revision: sheet.revision });
}
