import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { RegistrationNo, Sha256, Time } from '../domain/vocabulary';
import type { ResultManifest } from './result-manifest';
import { casePath } from './result-paths';
import type { ResultProblem, VerifyLanguage } from './result-problems';
import { ProblemList } from './result-problems';
import { ResultFiles, fileDigest } from './result-reader';
import type { FoundSeal } from './result-verify-cases';
import { earlierFirst, verifyCases } from './result-verify-cases';
import { verifyAudit } from './result-verify-chain';
import { verifyKeys } from './result-verify-keys';
import { verifyLists } from './result-verify-lists';
import { verifyResults } from './result-verify-table';
import { ResultZip } from './result-zip';

export interface VerifyOptions {
  /** The site's public key (PEM) or its fingerprint, from elsewhere. Without it nobody vouches for the origin. */
  siteKey?: string;
  lang?: VerifyLanguage;
}

/** `trusted`: every package is signed by the site key that was given. A sound package that is not trusted: origin not checked. */
export interface Verdict {
  sound: boolean;
  trusted: boolean;
  problems: readonly ResultProblem[];
}

interface CheckedPackage {
  name: string;
  trusted: boolean;
  problems: readonly ResultProblem[];
  seals: readonly FoundSeal[];
}

/** Does every check of spec result-package.md on each package, and looks for registrations that were sealed twice across them. */
export async function verifyResultPackage(paths: readonly string[], options: VerifyOptions = {}): Promise<Verdict> {
  const checked: CheckedPackage[] = [];
  for (const path of paths) checked.push(await checkPackage(path, paths.length > 1 ? `${basename(path)}:` : '', options));
  const problems = [...checked.flatMap((one) => one.problems), ...sealedTwice(checked, options.lang ?? 'zh-CN')];
  return { sound: problems.length === 0, trusted: checked.length > 0 && checked.every((one) => one.trusted), problems };
}

async function checkPackage(path: string, prefix: string, options: VerifyOptions): Promise<CheckedPackage> {
  const problems = new ProblemList(prefix, options.lang ?? 'zh-CN');
  const files = await ResultFiles.open(path, problems);
  if (files === null) return { name: basename(path), trusted: false, problems: problems.problems, seals: [] };
  try {
    const { trusted, seals } = await checkContents(path, files, options, problems);
    return { name: basename(path), trusted, problems: problems.problems, seals };
  } finally {
    await files.close();
  }
}

/** Every check of one package that could be opened. */
export async function checkContents(path: string, files: ResultFiles, options: VerifyOptions, problems: ProblemList): Promise<{ manifest: ResultManifest | null; trusted: boolean; seals: readonly FoundSeal[] }> {
  const manifest = await verifyLists(files, problems);
  const { desks, trusted } = await verifyKeys(files, options.siteKey ?? null, problems);
  if (manifest === null) return { manifest, trusted: false, seals: [] };
  const chain = await verifyAudit(files, manifest, problems);
  const seals = await verifyCases(files, { manifest, desks, chain }, problems);
  await verifyResults(files, seals, problems);
  if (problems.sound && (await containerDigest(files, manifest)) !== (await fileDigest(path))) problems.add('container-changed', '');
  return { manifest, trusted, seals };
}

/** Digest of the one container that these files have in this order. */
async function containerDigest(files: ResultFiles, manifest: ResultManifest): Promise<Sha256> {
  const hash = createHash('sha256');
  const zip = new ResultZip(async (bytes) => void hash.update(bytes), manifest.createdAt);
  for (const [path, file] of files.files) await zip.add(path, { bytes: file.bytes, crc: file.crc, chunks: files.chunks(file) });
  await zip.end();
  return hash.digest('hex');
}

interface Sealing {
  name: string;
  sha256: Sha256;
  signedAt: Time;
}

function sealedTwice(checked: readonly CheckedPackage[], lang: VerifyLanguage): readonly ResultProblem[] {
  const sealings = new Map<RegistrationNo, Sealing[]>();
  for (const { name, seals } of checked) {
    for (const { registrationNo, sha256, seal } of seals) {
      const known = sealings.get(registrationNo) ?? [];
      if (known.every((one) => one.sha256 !== sha256)) sealings.set(registrationNo, [...known, { name, sha256, signedAt: seal.signedAt }]);
    }
  }
  const list = new ProblemList('', lang);
  for (const [no, [first, ...others]] of [...sealings].map(([no, found]) => [no, found.sort(earlierFirst)] as const)) {
    for (const other of others) list.add('sealed-twice', casePath(no, 'seal.json'), `${first?.name} ${first?.signedAt} < ${other.name} ${other.signedAt}`);
  }
  return list.problems;
}
