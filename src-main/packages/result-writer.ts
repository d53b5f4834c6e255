import { dirname } from 'node:path';
import { canonicalJson, sha256Hex } from '../canonical/canonical-json';
import type { CaseRecord } from '../domain/case-record';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import type { SitePolicy } from '../domain/policy';
import type { StaffId, Time } from '../domain/vocabulary';
import { findDiskTrouble, isPlaceGone } from '../storage/durable-files';
import type { CaseListRow, StoreFacts } from '../storage/store';
import { isEd25519 } from './desk-file';
import { findExportEvent, measureAudit } from './result-audit';
import { asOfEvent, writeCase } from './result-cases';
import { PackageContents } from './result-contents';
import { csvFile } from './result-csv';
import { DraftFile } from './result-draft';
import type { EvidenceFile } from './result-evidence';
import type { ResultManifest } from './result-manifest';
import { RESULT_FORMAT, sumsText } from './result-manifest';
import { AUDIT, MANIFEST, MANIFEST_SIGNATURE, SITE_KEY, SUMS, UNLISTED, deskKeyPath, deskKeySignaturePath } from './result-paths';
import { ResultRows } from './result-rows';
import type { ExportReader, SiteKey, StoredFiles } from './result-ports';
import type { ResultPackageTrouble } from './result-trouble';
import { ResultZip } from './result-zip';

export interface ResultPackageInput {
  /** Where the .zip is to be; a file there is replaced when the new one is complete. */
  out: string;
  reader: ExportReader;
  files: StoredFiles;
  keys: SiteKey;
  /** Number of the `export.started` event: the package is the record as of it, and bears its time. */
  startedSeq: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

export interface ResultPackageSummary {
  file: string;
  /** Files in the package, its three lists included. */
  files: number;
  registrations: number;
  cases: number;
  seals: number;
  events: number;
  /** Of the .zip. */
  sha256: string;
  /** The site's key lies on another machine, which has to countersign the package. */
  awaitsSite: boolean;
}

type Outcome<T> = Result<T, ResultPackageTrouble>;
type Counts = ResultManifest['counts'];

/** What a package is made of beside the cases. */
interface Frame {
  facts: StoreFacts & { site: NonNullable<StoreFacts['site']>; zone: NonNullable<StoreFacts['zone']>; exam: NonNullable<StoreFacts['exam']> };
  policy: SitePolicy;
  sitePem: string;
  createdAt: Time;
}

/** Writes the result package (spec result-package.md), whole or not at all. */
export async function writeResultPackage(input: ResultPackageInput): Promise<Outcome<ResultPackageSummary>> {
  const frame = await readFrame(input);
  if (!frame.ok) return frame;
  const { storeId, deskId } = frame.value.facts;
  try {
    const draft = await DraftFile.tryBeside(input.out, `${storeId} ${deskId}`);
    if (draft === null) return err({ code: 'folder-unwritable', dir: dirname(input.out) });
    try {
      const counts = await writeInto(draft, input, frame.value);
      if (!counts.ok) return counts;
      await draft.publish();
      return ok({ file: input.out, ...counts.value, sha256: draft.sha256, awaitsSite: !input.keys.holdsSiteKey });
    } finally {
      await draft.discard();
    }
  } catch (error) {
    const trouble = findDiskTrouble(error);
    if (trouble !== null) return err({ code: trouble });
    if (isPlaceGone(error)) return err({ code: 'folder-unwritable', dir: dirname(input.out) });
    throw error;
  }
}

async function readFrame({ reader, keys, startedSeq }: ResultPackageInput): Promise<Outcome<Frame>> {
  const [facts, current, event] = [await reader.getFacts(), await reader.findCurrentPolicy(), await findExportEvent(reader, startedSeq)];
  const { site, zone, exam } = facts;
  if (event === null) return err({ code: 'export-event-missing' });
  if (site === null || zone === null || exam === null || current === null) return err({ code: 'no-site' });
  if (keys.sitePublicPem === null) return err({ code: 'site-key-elsewhere' });
  return ok({ facts: { ...facts, site, zone, exam }, policy: current.policy, sitePem: keys.sitePublicPem, createdAt: event.at });
}

async function writeInto(draft: DraftFile, input: ResultPackageInput, frame: Frame): Promise<Outcome<Counts & { files: number }>> {
  const zip = new ResultZip((bytes) => draft.write(bytes), frame.createdAt);
  const contents = new PackageContents(zip);
  const keys = await writeKeys(contents, input.reader, frame.sitePem);
  if (!keys.ok) return keys;
  const counts = await writeCases(contents, input, frame);
  if (!counts.ok) return counts;
  await contents.addMeasured(AUDIT, await measureAudit(input.reader, input.startedSeq));
  await writeLists(zip, contents, input.keys, frame, counts.value);
  return ok({ ...counts.value, files: contents.count + (input.keys.holdsSiteKey ? UNLISTED.size : UNLISTED.size - 1) });
}

async function writeKeys(contents: PackageContents, reader: ExportReader, sitePem: string): Promise<Outcome<null>> {
  await contents.add(SITE_KEY, sitePem);
  for (const { deskId, publicPem, siteSignature } of await reader.listDeskKeys()) {
    if (siteSignature === null || !isEd25519(sitePem, Buffer.from(publicPem), siteSignature)) return err({ code: 'desk-key-unsigned', deskId });
    await contents.add(deskKeyPath(deskId), publicPem);
    await contents.add(deskKeySignaturePath(deskId), Buffer.from(siteSignature, 'base64'));
  }
  return ok(null);
}

async function writeCases(contents: PackageContents, input: ResultPackageInput, frame: Frame): Promise<Outcome<Counts>> {
  const { reader, files, startedSeq, signal } = input;
  const names = new Map((await reader.listStaff()).map(({ id, name }): [StaffId, string] => [id, name]));
  const rows = new ResultRows({ policy: frame.policy, staffName: (id) => names.get(id) ?? id, today: frame.createdAt.slice(0, 10) });
  const touched = new Set(await reader.listTouchedCases());
  const counts: Counts = { registrations: 0, cases: 0, seals: 0, events: startedSeq };
  let done = 0;
  for await (const row of reader.listAllCases()) {
    if (signal?.aborted) return err({ code: 'export-cancelled' });
    const found = touched.has(row.registrationNo) ? await findCaseAsOf(reader, row, startedSeq) : null;
    const record = found?.state === 'waiting' ? null : found;
    const evidence: Outcome<readonly EvidenceFile[]> = record ? await writeCase({ reader, files, contents }, record) : ok([]);
    if (!evidence.ok) return evidence;
    rows.add(row, record, evidence.value);
    counts.registrations += 1;
    counts.cases += record ? 1 : 0;
    counts.seals += record?.seal ? 1 : 0;
    if (found) input.onProgress?.((done += 1), touched.size);
  }
  for (const table of rows.tables()) await contents.add(table.path, csvFile(table.headers, table.rows));
  return ok(counts);
}

async function findCaseAsOf(reader: ExportReader, row: CaseListRow, startedSeq: number): Promise<CaseRecord | null> {
  const record = await reader.findCase(row.registrationNo);
  return record ? asOfEvent(record, startedSeq) : null;
}

async function writeLists(zip: ResultZip, contents: PackageContents, keys: SiteKey, frame: Frame, counts: Counts): Promise<void> {
  const files = contents.list();
  const { exam, zone, site } = frame.facts;
  const manifest: ResultManifest = {
    format: RESULT_FORMAT, version: 1, exam: { name: exam.name, year: exam.year }, zone: { code: zone.code, name: zone.name },
    site: { code: site.code, name: site.name }, createdAt: frame.createdAt, counts, files,
  };
  const bytes = Buffer.from(canonicalJson(manifest));
  const signature = keys.holdsSiteKey ? [{ path: MANIFEST_SIGNATURE, bytes: keys.signAsSite(bytes) }] : [];
  const lists = [{ path: MANIFEST, bytes }, ...signature];
  const sums = sumsText([...files, ...lists.map((list) => ({ path: list.path, sha256: sha256Hex(list.bytes) }))]);
  for (const list of [...lists, { path: SUMS, bytes: Buffer.from(sums) }]) await zip.addBytes(list.path, list.bytes);
  await zip.end();
}
