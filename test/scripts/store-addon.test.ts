import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareApp } from '../../scripts/electron/prepare-app.ts';
import { provideSqliteLoader } from '../../scripts/electron/sqlite-loader.ts';
import { runCommand } from '../../scripts/run-command.ts';

const tour = join(import.meta.dirname, 'fixtures/store-addon-tour.mjs');

describe('the store’s addon', () => {
  it('works on the Electron that this machine runs the app on, in all threads', async () => {
    const { runtime, env } = await prepareApp();
    const end = await runCommand(runtime.executable, [tour], { output: 'kept', env: { ...env, ELECTRON_RUN_AS_NODE: '1' } });
    expect(end).toEqual({ exitCode: 0, output: 'sound\n' });
  });

  it('works on plain Node, through the loader as well as without it', async () => {
    const env = { COUNTERSIGN_SQLITE_BINDING: await provideSqliteLoader() };
    expect(await runCommand(process.execPath, [tour], { output: 'kept' })).toEqual({ exitCode: 0, output: 'sound\n' });
    expect(await runCommand(process.execPath, [tour], { output: 'kept', env })).toEqual({ exitCode: 0, output: 'sound\n' });
  });
});
