import { forgetBuild } from '../build/build-app.ts';
import { withDisplay } from '../display.ts';
import { prepareApp, sandboxSwitches } from '../electron/prepare-app.ts';
import { runTool } from '../run-tool.ts';
import { needsOfDisplay } from './start.ts';

/** `npm run dev`: the app with a simulated card reader; a change of a page shows at once, a change of main or preload starts it anew; `args` go to the app. */
export async function dev(args: readonly string[]): Promise<number> {
  const app = await prepareApp(await needsOfDisplay());
  const reader = process.env['COUNTERSIGN_ID_READER'] ?? 'simulated';
  forgetBuild();
  return withDisplay(async (display) => {
    const end = await runTool('electron-vite', ['dev', '--watch', '--', ...sandboxSwitches(), ...args], {
      env: { ...app.env, ...display, COUNTERSIGN_ID_READER: reader },
    });
    return end.exitCode;
  });
}
