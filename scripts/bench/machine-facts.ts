import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the figures were taken on. */
export interface MachineFacts {
  system: string;
  processor: string;
  cores: number;
  memoryGb: number;
  node: string;
  electron: string;
  /** Programs that wanted a core in the last minute, before and after: figures count only when the first is small. */
  loadBefore: number;
  loadAfter: number;
}

export function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

/** `electron`: path of the runtime that was measured, null when none was. */
export function machineFacts(electron: string | null, loadBefore: number): MachineFacts {
  const processors = cpus();
  return {
    system: `${type()} ${release()}`, processor: processors[0]?.model ?? 'unknown', cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30), node: process.versions.node, electron: electron === null ? 'not run' : versionOf(electron), loadBefore, loadAfter: currentLoad(),
  };
}

function versionOf(electron: string): string {
  const asked = spawnSync(electron, ['-p', 'process.versions.electron'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, encoding: 'utf8' });
  return asked.stdout.trim();
}
