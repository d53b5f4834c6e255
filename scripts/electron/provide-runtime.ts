import { exitCode, TaskStopped } from '../exit-codes.ts';
import { say } from '../say.ts';
import { withTaskLock } from '../task-lock.ts';
import { canCarry, fetchCarried, findCarried } from './carried-runtime.ts';
import { chooseRuntime, type RuntimeFacts } from './choose-runtime.ts';
import { findFailure, forgetFailure, rememberFailure } from './download-failure.ts';
import { downloadOfficial, findOfficial, officialVersion } from './official-runtime.ts';
import { findRuntime, type ElectronRuntime } from './runtime.ts';

/**
 * The Electron that this machine runs the app on, brought here when it is not yet there.
 * @throws TaskStopped (set-up needed) with the remedy when there is none.
 */
export function provideRuntime(): Promise<ElectronRuntime> {
  return withTaskLock('set-up of Electron', async () => {
    for (;;) {
      const step = chooseRuntime(gatherFacts());
      if (step.kind === 'stop') throw new TaskStopped(exitCode.setUpNeeded, step.message);
      if (step.kind === 'use') {
        if (step.note !== undefined) say(step.note);
        return step.runtime;
      }
      await (step.kind === 'download-official' ? tryDownload() : fetchCarried());
    }
  });
}

function gatherFacts(): RuntimeFacts {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const version = officialVersion();
  return {
    override: folder ? { folder, runtime: findRuntime('override', folder) } : undefined,
    official: findOfficial(),
    officialVersion: version,
    downloadForbidden: process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] === '1',
    failure: findFailure(version, mirror()),
    carried: findCarried(),
    canCarry: canCarry(),
    now: new Date(),
  };
}

async function tryDownload(): Promise<void> {
  const reason = await downloadOfficial();
  if (reason === undefined) forgetFailure();
  else rememberFailure({ version: officialVersion(), mirror: mirror(), at: new Date().toISOString(), reason });
}

function mirror(): string {
  return process.env['ELECTRON_MIRROR'] ?? '';
}
