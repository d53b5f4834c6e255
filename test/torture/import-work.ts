import { ok } from '../../src-main/domain/result';
import { importPackage } from '../../src-main/workflows/import-package';
import { tables } from '../support/default-policy';
import { IMPORT_NOW, imagesHere } from '../support/import-desk';
import type { DeskAtWork, WorkDone } from './desk-work';
import { TEST_KEY } from '../support/temporary-store';

/** Imports the package at `path` as the desk does. */
export async function importInto(desk: DeskAtWork, path: string): Promise<WorkDone> {
  const outcome = await importPackage({
    path, dir: desk.store.dir, key: TEST_KEY, tables, policy: null, images: imagesHere, deskId: 'desk-1', staffId: 'reviewer-1', clock: { now: () => IMPORT_NOW }, language: 'en',
  });
  if (!outcome.ok) return outcome;
  desk.told(await desk.store.getAuditHead());
  return ok(null);
}
