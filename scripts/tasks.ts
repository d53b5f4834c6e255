import { exitCode, TaskStopped } from './exit-codes.ts';
import { bench } from './tasks/bench.ts';
import { build } from './tasks/build.ts';
import { check } from './tasks/check.ts';
import { cli } from './tasks/cli.ts';
import { demo } from './tasks/demo.ts';
import { dev } from './tasks/dev.ts';
import { packageApp } from './tasks/package-app.ts';
import { setUp } from './tasks/set-up.ts';
import { start } from './tasks/start.ts';
import { test } from './tasks/test.ts';
import { torture } from './tasks/torture.ts';

/** A task returns the exit code, or throws TaskStopped with what to do about it. */
export type Task = (args: readonly string[]) => Promise<number>;

/** Every task, by the name that `npm run` and `node scripts/run.mjs` know it under. */
const tasks = new Map<string, Task>([
  ['bench', bench],
  ['build', build],
  ['check', check],
  ['cli', cli],
  ['demo', demo],
  ['dev', dev],
  ['package', packageApp],
  ['set-up', setUp],
  ['start', start],
  ['test', test],
  ['torture', torture],
]);

/** Runs one task and returns its exit code; what stopped it is told on stderr. */
export async function runTask(name: string | undefined, args: readonly string[]): Promise<number> {
  const task = tasks.get(name ?? '');
  if (!task) {
    console.error(`Tasks: ${[...tasks.keys()].join(', ')}`);
    return exitCode.usage;
  }
  try {
    return await task(args);
  } catch (error) {
    if (!(error instanceof TaskStopped)) throw error;
    console.error(error.message);
    return error.code;
  }
}
