import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFileEnv, RECOVERY_CODE_FILE } from '../../test/e2e/support/recovery-code-file.ts';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { outFolder } from '../places.ts';
import { runCommand } from '../run-command.ts';
import { openStoreKey } from '../store-key.ts';

/** The environment of plain Node: the loader of SQLite's addon is for an older Electron only. */
export const PLAIN_NODE = { COUNTERSIGN_SQLITE_BINDING: undefined };

/** Runs `work` with a folder of its own, which goes with it. */
export async function inWorkshop<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The app's command line. @throws TaskStopped with what it said when it ends with another status than those in `admitted`. */
export async function runCli(args: readonly string[], admitted: readonly number[] = [0]): Promise<string> {
  const end = await runCommand(process.execPath, [join(outFolder, 'main/cli.js'), ...args], { output: 'kept', env: PLAIN_NODE });
  if (!admitted.includes(end.exitCode)) throw new TaskStopped(exitCode.failed, `cli ${args.join(' ')}:\n${end.output}`);
  return end.output;
}

/** A registration package of invented people, of whom the first `withImages` carry images. */
export async function makePackage(folder: string, candidates: number, withImages: number): Promise<string> {
  const out = join(folder, `package-${candidates}-${withImages}`);
  await runCli(['sample', '--candidates', String(candidates), '--with-images', String(withImages), '--out', out]);
  return out;
}

/** A new training store without people. Its key file lies in it. */
export async function makeStore(folder: string, name: string): Promise<string> {
  const dataDir = join(folder, name);
  const printed = await runCli(['init', '--kind', 'training', '--data', dataDir, '--json']);
  const { recoveryCode } = JSON.parse(/^\{.*\}$/m.exec(printed)?.[0] ?? '') as { recoveryCode: string };
  await writeFile(join(dataDir, RECOVERY_CODE_FILE), recoveryCode, { mode: 0o600 });
  return dataDir;
}

/** Brings a package into a store of this workshop. */
export async function importInto(dataDir: string, packageDir: string): Promise<void> {
  await runCli(['import', packageDir, '--data', dataDir, '--key-file', join(dataDir, RECOVERY_CODE_FILE)]);
}

/** The environment in which a desk opens a store of this workshop without asking. */
export function openingEnv(dataDir: string): NodeJS.ProcessEnv {
  return keyFileEnv(dataDir);
}

export function recoveryCodeOf(dataDir: string): Promise<string> {
  return readFile(join(dataDir, RECOVERY_CODE_FILE), 'utf8');
}

/** The key of a store of this workshop, for a program that opens it without the app. */
export async function keyOf(dataDir: string): Promise<Uint8Array> {
  return (await openStoreKey(dataDir, await recoveryCodeOf(dataDir))).bytes;
}
