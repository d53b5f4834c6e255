import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { MANIFEST_FILE } from './backup-form';
import { BackupStop } from './backup-trouble';
import { listPool } from './blob-pool';

/** A backup as a folder of a place, or as one file; read only. */
export interface BackupSource {
  /** Folder of the store in its place (mirror, marks), null for a single file. */
  storeDir: string | null;
  manifestText(): Promise<string | null>;
  /** Text of a small file of the backup, such as its key slots. */
  text(path: string): Promise<string | null>;
  /** Copies everything of the backup into an empty folder: database, keys, and material bytes under `blobs/`. */
  copyTo(dir: string, each: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

async function writeStream(file: string, stream: NodeJS.ReadableStream): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(stream, createWriteStream(file, { mode: 0o600 }));
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

function folderSource(dir: string, files: readonly string[]): BackupSource {
  const storeDir = dirname(dirname(dir));
  return {
    storeDir,
    manifestText: () => readFile(join(dir, MANIFEST_FILE), 'utf8').catch(() => null),
    text: (path) => readFile(join(dir, path), 'utf8').catch(() => null),
    async copyTo(to, each) {
      for (const path of files) await writeStream(join(to, path), createReadStream(join(dir, path)));
      for (const name of await listPool(storeDir)) {
        await writeStream(join(to, 'blobs', name), createReadStream(join(storeDir, 'blobs', name)));
        await each();
      }
    },
    close: () => Promise.resolve(),
  };
}

/** Names that a backup file may hold: nothing is ever written outside the folder it is unpacked to. */
const PATHS = /^(backup\.json|countersign\.db|keys\/[A-Za-z0-9._-]+|blobs\/[0-9a-f]{2}\/[0-9a-f]+)$/;

/** A container that does not read as it was written is a damaged backup; what the disk itself refused is told as that. */
function asDamage(error: unknown): unknown {
  const isOfDisk = error instanceof Error && 'syscall' in error;
  return isOfDisk ? error : new BackupStop({ code: 'backup-damaged', detail: error instanceof Error ? error.message : 'container' });
}

async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asDamage(error);
  }
}

async function listZip(file: string): Promise<ReadonlyMap<string, () => Promise<NodeJS.ReadableStream>> & { close(): void }> {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: true });
  const entries = new Map<string, () => Promise<NodeJS.ReadableStream>>();
  for await (const entry of zip.eachEntry()) {
    if (PATHS.test(entry.fileName)) entries.set(entry.fileName, () => zip.openReadStreamPromise(entry));
  }
  return Object.assign(entries, { close: () => zip.close() });
}

async function fileSource(file: string): Promise<BackupSource> {
  const entries = await listZip(file);
  const text = (path: string): Promise<string | null> => reading(async () => {
    const stream = await entries.get(path)?.();
    if (stream === undefined) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  });
  return {
    storeDir: null, text, manifestText: () => text(MANIFEST_FILE),
    async copyTo(to, each) {
      for (const [path, openStream] of entries) {
        if (path === MANIFEST_FILE) continue;
        await reading(async () => writeStream(join(to, path), await openStream()));
        await each();
      }
    },
    close: () => Promise.resolve(entries.close()),
  };
}

export type SourceTrouble = { code: 'backup-missing' } | { code: 'backup-damaged'; detail: string };

const ZIP_BEGINS = Buffer.from('PK\u0003\u0004', 'latin1');

/** True when a file begins as a backup file does, as far as there is anything of it. */
async function beginsAsBackup(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(ZIP_BEGINS.length), 0, ZIP_BEGINS.length, 0).finally(() => handle.close());
  return buffer.subarray(0, bytesRead).equals(ZIP_BEGINS.subarray(0, bytesRead));
}

async function openFile(file: string): Promise<Result<BackupSource, SourceTrouble>> {
  if (!(await beginsAsBackup(file).catch(() => false))) return err({ code: 'backup-missing' });
  try {
    return ok(await fileSource(file));
  } catch (error) {
    return err({ code: 'backup-damaged', detail: error instanceof Error ? error.message : 'container' });
  }
}

/** A backup file, a backup's folder, or its backup.json. */
export async function openBackupSource(path: string): Promise<Result<BackupSource, SourceTrouble>> {
  const found = await stat(path).catch(() => null);
  if (found === null) return err({ code: 'backup-missing' });
  const dir = found.isDirectory() ? path : basename(path) === MANIFEST_FILE ? dirname(path) : null;
  if (dir === null) return openFile(path);
  const text = await readFile(join(dir, MANIFEST_FILE), 'utf8').catch(() => null);
  if (text === null) return err({ code: 'backup-missing' });
  try {
    const { files } = JSON.parse(text) as { files: readonly { path: string }[] };
    return ok(folderSource(dir, files.map(({ path: name }) => name).filter((name) => PATHS.test(name))));
  } catch {
    return err({ code: 'backup-damaged', detail: MANIFEST_FILE });
  }
}
