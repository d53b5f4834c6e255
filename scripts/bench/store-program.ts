import { join } from 'node:path';
import { root } from '../places.ts';
import { runCommand } from '../run-command.ts';
import { PLAIN_NODE } from './workshop.ts';

/** Runs a program of `programs/` on the storage's own sources, and answers with what it printed. @throws when it fails. */
export async function runStoreProgram(name: string, args: readonly string[]): Promise<string> {
  const loader = join(root, 'test/support/plain-node-typescript.mjs');
  const program = join(import.meta.dirname, 'programs', name);
  const end = await runCommand(process.execPath, ['--import', loader, program, ...args], { output: 'kept', env: { ...PLAIN_NODE, NODE_OPTIONS: '' } });
  if (end.exitCode !== 0) throw new Error(`${name}:\n${end.output}`);
  return end.output;
}
