import { dirname } from 'node:path';
import { sha256Hex } from '../canonical/canonical-json';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import { findDiskTrouble, isPlaceGone } from '../storage/durable-files';
import { DraftFile } from './result-draft';
import { sumsText, type ResultManifest } from './result-manifest';
import { MANIFEST, MANIFEST_SIGNATURE, SUMS } from './result-paths';
import type { SiteKey } from './result-ports';
import { ProblemList, type ResultProblem } from './result-problems';
import { ResultFiles } from './result-reader';
import { checkContents } from './result-verify';
import { ResultZip } from './result-zip';

export interface CountersignedPackage {
  manifest: ResultManifest;
  /** Files in the package, its three lists included. */
  files: number;
  /** Of the .zip. */
  sha256: string;
}

export type CountersignTrouble =
  /** `first`: the words of what is wrong with it first; `count`: how much is. */
  | { code: 'package-not-sound'; count: number; first: string }
  | { code: 'folder-unwritable'; dir: string }
  | { code: 'disk-full' | 'disk-read-only' | 'disk-failed' };

type Outcome<T> = Result<T, CountersignTrouble>;

/** Everything that `verify` would find, but for the signature that is still to come. */
async function check(path: string, files: ResultFiles, keys: SiteKey, problems: ProblemList): Promise<Outcome<ResultManifest>> {
  const { manifest } = await checkContents(path, files, { siteKey: keys.sitePublicPem ?? '' }, problems);
  const isAwaited = !files.files.has(MANIFEST_SIGNATURE);
  const found = problems.problems.filter(({ code }) => !(isAwaited && code === 'manifest-signature'));
  return manifest === null || found.length > 0 ? notSound(found) : ok(manifest);
}

function notSound(found: readonly ResultProblem[]): Outcome<never> {
  return err({ code: 'package-not-sound', count: found.length, first: found[0]?.message ?? '' });
}

async function writeSigned(draft: DraftFile, files: ResultFiles, manifest: ResultManifest, keys: SiteKey): Promise<number> {
  const zip = new ResultZip((bytes) => draft.write(bytes), manifest.createdAt);
  const rest = [...files.files].filter(([path]) => path !== SUMS && path !== MANIFEST_SIGNATURE);
  for (const [path, file] of rest) await zip.add(path, { bytes: file.bytes, crc: file.crc, chunks: files.chunks(file) });
  const signature = keys.signAsSite((await files.findBytes(MANIFEST)) ?? Buffer.alloc(0));
  await zip.addBytes(MANIFEST_SIGNATURE, signature);
  const listed = [...rest.map(([path, { sha256 }]) => ({ path, sha256 })), { path: MANIFEST_SIGNATURE, sha256: sha256Hex(signature) }];
  await zip.addBytes(SUMS, Buffer.from(sumsText(listed)));
  await zip.end();
  return listed.length + 1;
}

/** The draft is complete when this answers; the package is closed, so that its name can be given to the new one. */
async function signInto(draft: DraftFile, path: string, keys: SiteKey): Promise<Outcome<{ manifest: ResultManifest; files: number }>> {
  const problems = new ProblemList('', 'zh-CN');
  const files = await ResultFiles.open(path, problems);
  try {
    if (files === null) return notSound(problems.problems);
    const manifest = await check(path, files, keys, problems);
    return manifest.ok ? ok({ manifest: manifest.value, files: await writeSigned(draft, files, manifest.value, keys) }) : manifest;
  } finally {
    await files?.close();
  }
}

/**
 * Puts the site's signature into a package that another desk of the site wrote, in its place, after every check of `verify`:
 * the site answers for nothing that it has not looked at. A package that is signed already comes out the same.
 */
export async function countersignPackage(path: string, keys: SiteKey): Promise<Outcome<CountersignedPackage>> {
  const draft = await DraftFile.tryBeside(path, `countersign ${keys.sitePublicPem ?? ''}`);
  if (draft === null) return err({ code: 'folder-unwritable', dir: dirname(path) });
  try {
    const signed = await signInto(draft, path, keys);
    if (!signed.ok) return signed;
    await draft.publish();
    return ok({ ...signed.value, sha256: draft.sha256 });
  } catch (error) {
    const trouble = findDiskTrouble(error);
    if (trouble !== null) return err({ code: trouble });
    if (isPlaceGone(error)) return err({ code: 'folder-unwritable', dir: dirname(path) });
    throw error;
  } finally {
    await draft.discard();
  }
}
