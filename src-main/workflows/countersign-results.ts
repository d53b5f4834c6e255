import { basename, dirname } from 'node:path';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { countersignPackage, type CountersignTrouble } from '../packages/result-countersign';
import type { AtSiteKey, ByWhom } from './approve-desk';
import type { ExportSummary } from './package-ports';
import type { Outcome } from './ports';

/** What is wrong with the place of the file is not told as trouble of the store. */
function asRefusal(trouble: CountersignTrouble, path: string): Outcome<never> {
  if (trouble.code === 'package-not-sound') return refusal(trouble.code, { file: basename(path), count: trouble.count, first: trouble.first });
  if (trouble.code === 'disk-full') return refusal('export-place-full', { dir: dirname(path) });
  return trouble.code === 'folder-unwritable' ? refusal('save-failed', { file: basename(path) }) : refusal(trouble.code);
}

/**
 * The site's signature under the package of a desk that has a store of its own and not the site's key: this machine exports
 * for it (spec case-and-finality.md, Signing). The package is checked through and through before.
 */
export async function countersignResults({ store, keys }: AtSiteKey, path: string, { staffId, at }: ByWhom): Promise<Outcome<ExportSummary>> {
  if (!keys.holdsSiteKey) return refusal('site-key-elsewhere');
  const signed = await countersignPackage(path, keys);
  if (!signed.ok) return asRefusal(signed.error, path);
  const { manifest: { counts: { seals, events } }, files, sha256 } = signed.value;
  const { deskId } = await store.getFacts();
  const told: Outcome<null> = await store.inTransaction(async (tx) => {
    await tx.append({ deskId, staffId, at }, { kind: 'package.countersigned', registrationNo: null, payload: { sha256, files, seals } });
    return ok(null);
  });
  return told.ok ? ok({ file: path, files, seals, events, siteKeyFingerprint: keys.siteKeyFingerprint ?? '', awaitsSite: false }) : told;
}
