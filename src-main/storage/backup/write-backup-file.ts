import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { DATABASE_FILE } from '../connection';
import { syncFolder } from '../durable-files';
import { MANIFEST_FILE, manifestText } from './backup-form';
import type { BackupFile } from './backup-form';
import { isInDataFolder } from './backup-place';
import { openBackupSource } from './backup-source';
import { BackupStop, findBackupTrouble } from './backup-trouble';
import type { BackupTrouble } from './backup-trouble';
import { listPool } from './blob-pool';
import { blame } from './material-loss';
import { checkWritten, copyKeys, digestFile, eachFacts, fileFacts, snapshotTo } from './write-backup';
import type { BackupInput, WrittenBackup } from './write-backup';

const NEVER_COMPRESSED = { compress: false } as const;

async function writeZip(file: string, folder: string, paths: readonly string[], dataDir: string, names: Iterable<string>): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const path of paths) zip.addFile(join(folder, path), path, NEVER_COMPRESSED);
  for (const name of names) zip.addFile(join(dataDir, 'blobs', name), `blobs/${name}`, NEVER_COMPRESSED);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file, { mode: 0o600 }));
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** Reads the container back and compares what lies in it with what was checked. */
async function checkContainer(file: string, beside: string, files: readonly BackupFile[]): Promise<void> {
  const opened = await openBackupSource(file);
  if (!opened.ok) throw new BackupStop({ code: 'backup-copy-damaged', detail: 'container' });
  const source = opened.value;
  try {
    await source.copyTo(beside, () => Promise.resolve());
    for (const { path, sha256 } of files) {
      if ((await digestFile(join(beside, path))) !== sha256) throw new BackupStop({ code: 'backup-copy-damaged', detail: path });
    }
  } finally {
    await source.close();
  }
}

async function write(input: BackupInput, file: string, folder: string): Promise<WrittenBackup> {
  const { dataDir, access, createdAt, pace } = input;
  await snapshotTo(dataDir, folder, access);
  const names = await listPool(dataDir);
  const { manifest, seals, blobs } = await checkWritten(folder, dataDir, access, { isRead: () => true, pace, blame: (fault) => blame(fault, { dataDir, access }) });
  const paths = [DATABASE_FILE, ...(await copyKeys(dataDir, folder))];
  const files = await eachFacts(folder, paths);
  const handle = await open(join(folder, MANIFEST_FILE), 'w', 0o600);
  await handle.writeFile(manifestText({ format: 'countersign.backup', version: 1, createdAt, ...manifest, files }, access.key)).finally(() => handle.close());
  const part = join(folder, 'whole.part');
  await writeZip(part, folder, [MANIFEST_FILE, ...paths], dataDir, names);
  await pace();
  await checkContainer(part, join(folder, 'read-back'), files);
  const { bytes } = await fileFacts(folder, 'whole.part');
  await rename(part, file);
  await syncFolder(dirname(file));
  return { name: file, createdAt, head: manifest.head, dir: file, seals, blobs, newBlobs: names.size, takenBack: 0, bytes };
}

/**
 * Backs the whole store up into one file, while it is worked on: a ZIP of the encrypted database, the wrapped keys and every
 * material byte, encrypted as they lie. It appears under its name when it is whole and was read back, or not at all.
 */
export async function writeBackupFile(input: BackupInput, file: string): Promise<Result<WrittenBackup, BackupTrouble>> {
  if (existsSync(file)) return err({ code: 'backup-exists', file });
  let folder: string | null = null;
  try {
    if (await isInDataFolder(dirname(file), input.dataDir)) return err({ code: 'backup-place-unfit', place: dirname(file) });
    folder = await mkdtemp(join(dirname(file), '.countersign-backup-'));
    return ok(await write(input, file, folder));
  } catch (error) {
    const trouble = findBackupTrouble(error, dirname(file));
    if (trouble === null) throw error;
    return err(trouble);
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
