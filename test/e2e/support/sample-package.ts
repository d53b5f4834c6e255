import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sampleRows, type SampleRow } from '../../../scripts/demo/sample-card.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The sample package, drawn once by the command line that was built last and kept for every story. */
export function samplePackage(): { dir: string; rows: readonly SampleRow[] } {
  const dir = join(root, 'out', 'e2e-sample');
  const program = join(root, 'out', 'main', 'cli.js');
  if (existsSync(dir) && statSync(dir).mtimeMs < statSync(program).mtimeMs) rmSync(dir, { recursive: true });
  if (!existsSync(dir)) {
    const node = process.env['COUNTERSIGN_NODE'] ?? process.execPath;
    execFileSync(node, [program, 'sample', '--candidates', '24', '--out', dir], { stdio: 'ignore' });
  }
  return { dir, rows: sampleRows(dir) };
}
