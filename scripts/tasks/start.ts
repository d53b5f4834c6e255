import { buildApp } from '../build/build-app.ts';
import type { Need } from '../debian-packages.ts';
import { hasScreen, withDisplay } from '../display.ts';
import { prepareApp, sandboxSwitches } from '../electron/prepare-app.ts';
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { root } from '../places.ts';
import { runCommand } from '../run-command.ts';

/** `npm start`: the built app for a person, on the screen. */
export async function start(args: readonly string[]): Promise<number> {
  const app = await prepareApp(await needsOfDisplay());
  await buildApp();
  return withDisplay(async (display) => {
    const end = await runCommand(app.runtime.executable, [...sandboxSwitches(), root, ...args], {
      env: { ...app.env, ...display },
    });
    return end.exitCode;
  });
}

/**
 * What a task for a person needs beside the windows themselves.
 * @throws TaskStopped (set-up needed) when there is no screen to show them on and nobody asked to go without.
 */
export async function needsOfDisplay(): Promise<readonly Need[]> {
  const plan = planDisplay(await hasScreen(), process.env['COUNTERSIGN_HEADLESS'] === '1');
  if (plan === 'stop') throw new TaskStopped(exitCode.setUpNeeded, NO_SCREEN);
  return plan === 'virtual' ? ['virtual-display'] : [];
}

/** A window that nobody sees helps nobody: without a screen it must be asked for. */
export function planDisplay(hasAScreen: boolean, headlessAskedFor: boolean): 'screen' | 'virtual' | 'stop' {
  if (hasAScreen) return 'screen';
  return headlessAskedFor ? 'virtual' : 'stop';
}

const NO_SCREEN = `找不到可用的显示器（DISPLAY 未设置或没有响应）。请在桌面会话中运行；如只需后台运行（看不到窗口），请先设置 COUNTERSIGN_HEADLESS=1。
There is no screen to open the desk on: DISPLAY is not set, or does not answer. Run this in a desktop session, or set COUNTERSIGN_HEADLESS=1 to run it unseen.`;
