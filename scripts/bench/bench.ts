import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { outFolder, root } from '../places.ts';
import { say } from '../say.ts';
import { tableOf } from './figures.ts';
import { measureImport } from './import-rate.ts';
import { measureMainThread, type Delay } from './main-thread-delay.ts';
import { makeLargeStore, measureStartUp } from './start-up.ts';

function cli(...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(outFolder, 'main', 'cli.js'), ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 256 * 1024 * 1024 });
}

function delayRow(name: string, { p50, p99, max }: Delay, aim: string): string {
  return `| ${name} | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms | ${max.toFixed(1)} ms | ${aim} |`;
}

/** Measures what the product promises of speed, each figure as a ratio taken in this run. 0 when every aim holds. */
export async function runBench(): Promise<number> {
  const workDir = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    say('bench: import against a plain loop');
    const importing = await measureImport(cli, workDir);
    say('bench: main thread while importing');
    const delay = await measureMainThread(workDir);
    say('bench: start with 100,000 registrations');
    const startUp = await measureStartUp(root, await makeLargeStore(cli, workDir));
    const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', memoryGiB: Math.round(totalmem() / 1024 ** 3), runtime: process.env['ELECTRON_EXEC_PATH'] };
    mkdirSync(join(outFolder, 'bench'), { recursive: true });
    writeFileSync(join(outFolder, 'bench', 'figures.json'), JSON.stringify({ machine, figures: [startUp, importing], delay }, null, 2));
    const delays = ['| main thread | p50 | p99 | max | aim |', '| --- | --- | --- | --- | --- |', delayRow('idle', delay.idle, ''), delayRow('while importing', delay.importing, `p99 at most ${delay.aim} ms: ${delay.holds ? 'holds' : 'missed'}`)];
    process.stdout.write(`${tableOf([startUp, importing])}\n\n${delays.join('\n')}\n`);
    return startUp.holds && importing.holds && delay.holds ? 0 : 1;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}
