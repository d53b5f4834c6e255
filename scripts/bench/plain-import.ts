// A program of its own: the plainest import there can be. Reads every file of the package named first, hashes it, has sharp
// read it through as the desk does, and inserts raw rows into the database named second, one transaction for every 100.
// Prints the milliseconds from the first file to the closed database.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';

const ROWS_A_TRANSACTION = 100;

interface FileRow {
  path: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
}

const [, , folder = '', databaseFile = ''] = process.argv;
const database = new Database(databaseFile);
database.pragma('journal_mode = wal');
database.exec('create table file (path text, bytes integer, sha256 text, width integer, height integer); create table candidate (line text)');
sharp.concurrency(1);
sharp.cache(false);

const started = performance.now();
await takeFiles();
await takeCandidates();
database.close();
console.log(JSON.stringify({ ms: performance.now() - started }));

async function takeFiles(): Promise<void> {
  const insert = database.prepare('insert into file values (:path, :bytes, :sha256, :width, :height)');
  const insertAll = database.transaction((rows: readonly FileRow[]) => rows.forEach((row) => insert.run(row)));
  const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { files: readonly { path: string }[] };
  const waiting: FileRow[] = [];
  for (const { path } of files) {
    waiting.push(await readThrough(path));
    if (waiting.length >= ROWS_A_TRANSACTION) insertAll(waiting.splice(0));
  }
  insertAll(waiting);
}

async function readThrough(path: string): Promise<FileRow> {
  const bytes = await readFile(join(folder, path));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!path.endsWith('.jpg')) return { path, bytes: bytes.length, sha256, width: null, height: null };
  const { width, height } = await sharp(bytes).metadata();
  await sharp(bytes, { failOn: 'error', sequentialRead: true }).extract({ left: 0, top: height - 1, width, height: 1 }).raw().toBuffer();
  return { path, bytes: bytes.length, sha256, width, height };
}

async function takeCandidates(): Promise<void> {
  const insert = database.prepare('insert into candidate values (?)');
  const insertAll = database.transaction((lines: readonly string[]) => lines.forEach((line) => insert.run(line)));
  const lines = (await readFile(join(folder, 'candidates.csv'), 'utf8')).split('\n');
  while (lines.length > 0) insertAll(lines.splice(0, ROWS_A_TRANSACTION));
}
