import { buildApp } from '../build/build-app.ts';
import { withVirtualDisplay } from '../display.ts';
import { prepareApp } from '../electron/prepare-app.ts';

/** `npm run bench`: figures of the built app, each as a ratio taken in the same run. */
export async function bench(): Promise<number> {
  const app = await prepareApp(['virtual-display']);
  await buildApp();
  return withVirtualDisplay(async (display) => {
    Object.assign(process.env, app.env, display);
    const { runBench } = await import('../bench/bench.ts');
    return runBench();
  });
}
