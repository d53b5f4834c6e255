import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import yazl from 'yazl';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { FIELD_HEADERS, type FieldKey } from '../../src-main/domain/fields';
import { idNumberOf, registrationNoOf } from './stored-registrations';

export type CandidateRow = Partial<Record<FieldKey, string>>;
export type PackageFiles = Map<string, Buffer>;

/** A candidate whose values are all right; a test names only what matters. */
export function candidate(n: number, changes: CandidateRow = {}): CandidateRow {
  return {
    registrationNo: registrationNoOf(n), revision: '1', category: '110', name: '王晓明', idType: '居民身份证', idNumber: idNumberOf(n), nation: '汉族',
    nationality: '中国', school: '测试医学院', graduatedOn: '2020-06', workUnit: '测试医院', military: '否', onlineStatus: '考点通过', ...changes,
  };
}

export interface PackageDraft {
  rows?: readonly CandidateRow[];
  /** Header of each key; Chinese unless told otherwise. */
  headers?: (key: FieldKey) => string;
  /** Raw table instead of `rows`. */
  table?: Buffer;
  encoding?: 'utf-8' | 'gb18030' | null;
  /** Everything beside the tables, by path. */
  files?: Readonly<Record<string, Buffer>>;
  materials?: string;
  manifest?: Readonly<Record<string, unknown>>;
}

/** The CSV text of some candidates. */
export function candidatesCsv(rows: readonly CandidateRow[], headers: (key: FieldKey) => string = (key) => FIELD_HEADERS[key]): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row) as FieldKey[]))];
  const columns = keys.length === 0 ? (Object.keys(candidate(1)) as FieldKey[]) : keys;
  return stringify([columns.map(headers), ...rows.map((row) => columns.map((key) => row[key] ?? ''))], { record_delimiter: '\r\n' });
}

/** Every file of a package, manifest included and in agreement with them. */
export function packageFiles(draft: PackageDraft = {}): PackageFiles {
  const rows = draft.rows ?? [candidate(1), candidate(2)];
  const encoding = draft.encoding === undefined ? 'utf-8' : draft.encoding;
  const table = draft.table ?? iconv.encode(candidatesCsv(rows, draft.headers), encoding ?? 'utf-8');
  const files: PackageFiles = new Map([
    ['candidates.csv', table],
    ...(draft.materials === undefined ? [] : [['materials.csv', Buffer.from(draft.materials)] as const]),
    ...Object.entries(draft.files ?? {}),
  ]);
  const manifest = {
    format: 'countersign.registration-package', version: 1, packageId: randomUUID(), createdAt: '2026-02-20T08:00:00+08:00',
    exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' }, site: { code: '9901', name: '测试考点' },
    candidates: { file: 'candidates.csv', ...(encoding === null ? {} : { encoding }), rows: rows.length },
    files: [...files].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256Hex(bytes) })),
    ...draft.manifest,
  };
  return files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
}

/** The manifest of drafted files, changed and put back. */
export function changeManifest(files: PackageFiles, change: (manifest: Record<string, never>) => unknown): PackageFiles {
  const manifest = JSON.parse((files.get('manifest.json') ?? Buffer.alloc(0)).toString('utf8')) as Record<string, never>;
  return new Map(files).set('manifest.json', Buffer.from(JSON.stringify(change(manifest))));
}

export async function writeFolderPackage(dir: string, files: PackageFiles): Promise<string> {
  for (const [path, bytes] of files) {
    const file = join(dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  return dir;
}

export async function writeZipPackage(file: string, files: PackageFiles, compress = true): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [path, bytes] of files) zip.addBuffer(bytes, path, { compress });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}
