import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import { ratioFigure, type Figure } from './figure.ts';
import { makeStore, PLAIN_NODE } from './workshop.ts';

const ROUNDS = 3;

/** Files a second that the desk imports, over those of a plain loop on the same package. */
export async function measureImport(folder: string, packageDir: string): Promise<readonly Figure[]> {
  const files = await countFiles(packageDir);
  const rates = { desk: [] as number[], against: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.against.push(files / await secondsOf('plain-import.ts', packageDir, join(folder, `plain-${round}.db`)));
    rates.desk.push(files / await secondsOf('desk-import.ts', packageDir, await makeStore(folder, `import-${round}`)));
  }
  const meaning = `import of ${files} files, almost all images, over a loop that reads, hashes, probes with sharp and inserts raw rows`;
  return [ratioFigure({ name: 'import rate', meaning, aim: { atLeast: 0.8 }, rounds: { unit: 'files/s', ...rates } })];
}

async function countFiles(packageDir: string): Promise<number> {
  const manifest = JSON.parse(await readFile(join(packageDir, 'manifest.json'), 'utf8')) as { files: readonly unknown[] };
  return manifest.files.length;
}

/** Both are programs of their own that print how long their work took; their start does not count. */
async function secondsOf(program: string, packageDir: string, target: string): Promise<number> {
  const end = await runCommand(process.execPath, [join(import.meta.dirname, program), packageDir, target], { output: 'kept', env: PLAIN_NODE });
  if (end.exitCode !== 0) throw new Error(`${program}:\n${end.output}`);
  const { ms } = JSON.parse(end.output) as { ms: number };
  return ms / 1000;
}
