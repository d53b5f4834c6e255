import { buildApp } from '../build/build-app.ts';
import { withVirtualDisplay } from '../display.ts';
import { prepareApp } from '../electron/prepare-app.ts';

/**
 * `npm run bench`: figures of the built app, each as a ratio taken in the same run. `npm run bench -- search sign` takes only
 * those figures of the storage, which need neither app nor screen; `-- store` all of them.
 */
export async function bench(names: readonly string[]): Promise<number> {
  if (names.length > 0) return (await import('../bench/store-bench.ts')).runStoreBench(names);
  const app = await prepareApp(['virtual-display']);
  await buildApp();
  return withVirtualDisplay(async (display) => {
    Object.assign(process.env, app.env, display);
    const { runBench } = await import('../bench/bench.ts');
    return runBench();
  });
}
