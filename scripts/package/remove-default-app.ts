import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** The carried runtime's stand-in for Electron's default app has no place in a packaged program. */
export function removeDefaultApp({ appOutDir }: { appOutDir: string }): Promise<void> {
  rmSync(join(appOutDir, 'resources/app'), { recursive: true, force: true });
  return Promise.resolve();
}
