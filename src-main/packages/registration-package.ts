import { stat } from 'node:fs/promises';
import { sha256Hex } from '../canonical/canonical-json';
import { problem, type Problem } from '../domain/registration-problems';
import { err, ok, type Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import type { OpenPackageTrouble, PackageContainer, PackageEntry } from './registration-container';
import { VerifiedEntry, type EntryOutcome } from './registration-entry';
import { openFolderPackage } from './registration-folder';
import { compareWithManifest, containerProblem, judgePaths, type ListedFile } from './registration-inventory';
import { findTableProblem, LARGEST_MANIFEST, parseManifest, type Manifest } from './registration-manifest';
import { findSender, SIGNATURE_BYTES, type SenderKey } from './registration-signature';
import { openZipPackage } from './registration-zip';

/** Opens a folder or a zip. Whoever opens it closes it. */
export async function openRegistrationPackage(path: string): Promise<Result<PackageContainer, OpenPackageTrouble>> {
  try {
    const facts = await stat(path);
    return ok(facts.isDirectory() ? await openFolderPackage(path) : await openZipPackage(path));
  } catch (error) {
    return err({ code: isMissing(error) ? 'package-missing' : 'package-unreadable', path });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** What of a package is known before its files are read through. */
export interface PackageHead {
  /** Null when the package cannot be understood any further. */
  manifest: Manifest | null;
  /** SHA-256 of the bytes of manifest.json. */
  manifestDigest: Sha256 | null;
  sender: string | null;
  files: readonly ListedFile[];
  problems: readonly Problem[];
}

export interface HeadRules {
  knownMaterials: ReadonlySet<string>;
  senders: readonly SenderKey[];
}

/** Reads manifest and signature, and judges every path and size. */
export async function readPackageHead(container: PackageContainer, rules: HeadRules): Promise<PackageHead> {
  const faults = container.faults.map(containerProblem);
  const entry = container.entries.find(({ path }) => path === 'manifest.json');
  const paths = container.entries.map(({ path }) => path);
  if (entry === undefined) return unread([...faults, ...judgePaths(paths, rules.knownMaterials), ...withoutManifest(container)]);
  const bytes = await readManifestBytes(container, entry);
  const read = bytes.ok ? parseManifest(bytes.value) : bytes;
  if (!read.ok) return unread([...faults, ...judgePaths(paths, rules.knownMaterials), ...read.error]);
  const manifest = read.value;
  const compared = compareWithManifest(container.entries, manifest);
  const table = findTableProblem(manifest);
  return {
    manifest,
    manifestDigest: bytes.ok ? sha256Hex(bytes.value) : null,
    sender: bytes.ok ? findSender(bytes.value, await readSignature(container), rules.senders) : null,
    files: compared.files,
    problems: [...faults, ...judgeAllPaths(paths, manifest, rules.knownMaterials), ...(table === null ? [] : [table]), ...compared.problems],
  };
}

function unread(problems: readonly Problem[]): PackageHead {
  return { manifest: null, manifestDigest: null, sender: null, files: [], problems };
}

/** A container that could not be listed says nothing about what it lacks. */
function withoutManifest(container: PackageContainer): readonly Problem[] {
  return container.entries.length === 0 && container.faults.some(({ code }) => code === 'broken-zip') ? [] : [problem('no-manifest', { path: 'manifest.json' })];
}

/** A path that stands wrong in package and manifest alike is told once. */
function judgeAllPaths(paths: readonly string[], manifest: Manifest, knownMaterials: ReadonlySet<string>): readonly Problem[] {
  const listed = judgePaths(manifest.files.map(({ path }) => path), knownMaterials);
  const known = new Set(listed.map(({ code, path }) => `${code} ${path}`));
  return [...listed, ...judgePaths(paths, knownMaterials).filter(({ code, path }) => !known.has(`${code} ${path}`))];
}

async function readManifestBytes(container: PackageContainer, entry: PackageEntry): Promise<Result<Uint8Array, readonly Problem[]>> {
  if (entry.bytes > LARGEST_MANIFEST) return err([problem('bad-manifest', { path: entry.path, hint: 'tooLarge' })]);
  const verified = new VerifiedEntry(container, entry);
  const bytes = await verified.readAll();
  return bytes === null ? err(outcomeProblems(entry.path, verified.getOutcome())) : ok(bytes);
}

/** What a file's reading says against it, the manifest's digest aside. */
export function outcomeProblems(path: string, outcome: EntryOutcome): readonly Problem[] {
  return outcome.ok ? [] : [problem(outcome.code, { path, hint: outcome.hint })];
}

/** A listed file that has been read against what the manifest says of it. A wrong size is told before, by the listing. */
export function fileProblemsAfterReading(file: ListedFile, outcome: EntryOutcome): readonly Problem[] {
  if (!outcome.ok) return outcomeProblems(file.path, outcome);
  if (outcome.bytes !== file.bytes) return file.entry?.bytes === file.bytes ? [problem('size-mismatch', { path: file.path })] : [];
  return outcome.sha256 === file.sha256 ? [] : [problem('digest-mismatch', { path: file.path })];
}

/** Of a policy.json; the built-in one has 20 kB. */
const LARGEST_POLICY = 1_048_576;

/** The proposed policy as it came; null when the package has none. One that is too large for a policy is as good as one that says nothing. */
export async function readPolicyText(container: PackageContainer): Promise<string | null> {
  const entry = container.entries.find(({ path }) => path === 'policy.json');
  if (entry === undefined) return null;
  const bytes = entry.bytes > LARGEST_POLICY ? null : await new VerifiedEntry(container, entry).readAll();
  return bytes === null ? '' : Buffer.from(bytes).toString('utf8');
}

async function readSignature(container: PackageContainer): Promise<Uint8Array | null> {
  const entry = container.entries.find(({ path }) => path === 'manifest.sig');
  return entry?.bytes === SIGNATURE_BYTES ? new VerifiedEntry(container, entry).readAll() : null;
}

/** What a store is bound to by its first package. */
export interface StoreBinding {
  site: { code: string } | null;
  zone: { code: string } | null;
  exam: { year: number } | null;
}

/** A store holds one site's one exam year; what is not bound yet fits anything. */
export function findSiteProblems(manifest: Manifest, bound: StoreBinding): readonly Problem[] {
  const wrong: readonly [string, string, boolean][] = [
    ['site', manifest.site.code, bound.site !== null && bound.site.code !== manifest.site.code],
    ['zone', manifest.zone.code, bound.zone !== null && bound.zone.code !== manifest.zone.code],
    ['year', String(manifest.exam.year), bound.exam !== null && bound.exam.year !== manifest.exam.year],
  ];
  return wrong.filter(([, , differs]) => differs).map(([hint, found]) => problem('wrong-site', { path: 'manifest.json', hint, found }));
}
