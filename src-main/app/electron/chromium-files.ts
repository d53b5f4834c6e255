import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * Chromium's own files lie beside the store, which also makes the instance lock one per data folder. A folder that cannot
 * be written still gets a window to say so.
 */
export function placeChromiumFiles(dataDir: string): void {
  try {
    const dir = join(dataDir, 'window');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.W_OK);
    app.setPath('userData', dir);
  } catch {
    const dir = mkdtempSync(join(tmpdir(), 'countersign-window-'));
    app.setPath('userData', dir);
    process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  }
}
