import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { figureOf, type Figure } from './figures.ts';

const ROUNDS = 3;
const CANDIDATES = 300;
const ROWS_A_TRANSACTION = 100;

/** Reads, hashes, probes with sharp (metadata and a full decode) and inserts raw rows: the least that an import can do. */
async function plainLoop(packageDir: string, file: string): Promise<number> {
  const began = performance.now();
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE image (path TEXT, sha256 TEXT, width INTEGER, height INTEGER, bytes BLOB)');
  const insert = database.prepare('INSERT INTO image VALUES (?, ?, ?, ?, ?)');
  const files = readdirSync(packageDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.(jpe?g|png)$/.test(entry.name));
  for (const [i, entry] of files.entries()) {
    if (i % ROWS_A_TRANSACTION === 0) database.exec(i === 0 ? 'BEGIN' : 'COMMIT; BEGIN');
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const image = sharp(bytes);
    const { width, height } = await image.metadata();
    await image.raw().toBuffer();
    insert.run(entry.name, sha256, width, height, bytes);
  }
  database.exec('COMMIT');
  database.close();
  return files.length / ((performance.now() - began) / 1000);
}

/** Images a second: the product's import, process start and all its checks included, against the plain loop. */
export async function measureImport(cli: (...args: readonly string[]) => string, workDir: string): Promise<Figure> {
  const packageDir = join(workDir, 'images');
  cli('sample', '--candidates', String(CANDIDATES), '--out', packageDir);
  const pairs: { product: number; against: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const file = join(workDir, `plain-${round}.db`);
    const against = await plainLoop(packageDir, file);
    const dataDir = join(workDir, `import-${round}`);
    cli('init', '--kind', 'training', '--data', dataDir);
    const began = performance.now();
    const report = JSON.parse(cli('import', packageDir, '--data', dataDir, '--json')) as { images: { files: number } };
    pairs.push({ product: report.images.files / ((performance.now() - began) / 1000), against });
    rmSync(dataDir, { recursive: true });
    rmSync(file);
  }
  return figureOf(`import of ${CANDIDATES} candidates with images, against a plain loop that reads, hashes, probes and inserts`, 'images/s', pairs, { kind: 'at least', value: 0.8 });
}
