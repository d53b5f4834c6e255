import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MANIFEST_FILE } from './backup-form';
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
  const text = async (path: string): Promise<string | null> => {
    const stream = await entries.get(path)?.();
    if (stream === undefined) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  };
  return {
    storeDir: null, text, manifestText: () => text(MANIFEST_FILE),
    async copyTo(to, each) {
      for (const [path, openStream] of entries) {
        if (path === MANIFEST_FILE) continue;
        await writeStream(join(to, path), await openStream());
        await each();
      }
    },
    close: () => Promise.resolve(entries.close()),
  };
}

/** A backup file, a backup's folder, or its backup.json; null when it is none of these. */
export async function openBackupSource(path: string): Promise<BackupSource | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  const dir = found.isDirectory() ? path : basename(path) === MANIFEST_FILE ? dirname(path) : null;
  if (dir === null) return fileSource(path).catch(() => null);
  const text = await readFile(join(dir, MANIFEST_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { files } = JSON.parse(text) as { files: readonly { path: string }[] };
    return folderSource(dir, files.map(({ path: name }) => name).filter((name) => PATHS.test(name)));
  } catch {
    return null;
  }
}
