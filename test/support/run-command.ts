import { join } from 'node:path';
import { runCommandLine } from '../../src-main/command-line/run-command-line';
import type { Terminal } from '../../src-main/command-line/terminal';

const ENTRIES = join(import.meta.dirname, '..', '..', 'out', 'main');

export interface Ended {
  status: number;
  printed: string;
  told: string;
  asked: number;
}

/** One command, with somebody at the terminal who types `typed`, or nobody. */
export async function run(args: readonly string[], { typed = [] as readonly string[], code = null as string | null } = {}): Promise<Ended> {
  const said = { printed: '', told: '', asked: 0 };
  const terminal: Terminal = {
    print: (text) => void (said.printed += text),
    tell: (text) => void (said.told += text),
    askSecret: () => Promise.resolve(typed[said.asked++] ?? null),
    ...(typed.length > 0 ? { ask: () => Promise.resolve(typed[said.asked++] ?? '') } : {}),
  };
  if (code !== null) process.env['COUNTERSIGN_RECOVERY_CODE'] = code;
  try {
    return { status: await runCommandLine(ENTRIES, args, terminal), ...said };
  } finally {
    delete process.env['COUNTERSIGN_RECOVERY_CODE'];
  }
}
