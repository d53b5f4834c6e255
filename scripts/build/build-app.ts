import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { outFolder } from '../places.ts';
import { runTool } from '../run-tool.ts';
import { say } from '../say.ts';
import { withTaskLock } from '../task-lock.ts';
import { sourceDigest } from './source-digest.ts';

const digestFile = join(outFolder, 'build-digest.txt');

/** What must be there for a build to count as whole. */
const outputs = ['main/index.js', 'main/cli.js', 'preload', 'renderer'];

export interface BuildState {
  /** Digest of the sources as they are. */
  current: string;
  /** Digest of the sources that were built last, if any. */
  built: string | undefined;
  hasOutputs: boolean;
}

export function isBuildStale(state: BuildState): boolean {
  return !state.hasOutputs || state.built !== state.current;
}

/**
 * Builds the app into out/ unless it was built from these very sources. The builder's output goes to stderr.
 * @throws TaskStopped (failed) when the build fails.
 */
export function buildApp(): Promise<void> {
  return withTaskLock('build', async () => {
    const current = sourceDigest();
    if (!isBuildStale({ current, built: findBuiltDigest(), hasOutputs: hasOutputs() })) return;
    say('building the app into out/');
    forgetBuild();
    const end = await runTool('electron-vite', ['build', '--logLevel', 'warn'], { output: 'to-stderr' });
    if (end.exitCode !== 0) throw new TaskStopped(exitCode.failed, 'The app does not build; the errors stand above.');
    mkdirSync(outFolder, { recursive: true });
    writeFileSync(digestFile, current);
  });
}

/** Lets the next build begin anew: for tasks that write something else into out/. */
export function forgetBuild(): void {
  rmSync(digestFile, { force: true });
}

function findBuiltDigest(): string | undefined {
  return existsSync(digestFile) ? readFileSync(digestFile, 'utf8') : undefined;
}

function hasOutputs(): boolean {
  return outputs.every((output) => existsSync(join(outFolder, output)));
}
