import { buildApp } from '../build/build-app.ts';
import { hasScreen, withDisplay } from '../display.ts';
import { prepareApp } from '../electron/prepare-app.ts';

/** `npm run demo`: the main job, unattended, in the built app's real windows. */
export async function demo(): Promise<number> {
  const screen = await hasScreen();
  const app = await prepareApp(screen ? ['outside-checks'] : ['outside-checks', 'virtual-display']);
  await buildApp();
  return withDisplay(async (display) => {
    Object.assign(process.env, app.env, display);
    const { runDemo } = await import('../demo/demo.ts');
    return runDemo();
  });
}
