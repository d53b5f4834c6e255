import { execFile } from 'node:child_process';

/**
 * Whether the system itself has a Chinese font. The desk's pages and papers bring their own; dialogs of the system
 * (choosing a file) do not. Windows and macOS always have one; elsewhere fontconfig is asked.
 */
export function findChineseFont(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform === 'win32' || platform === 'darwin') return Promise.resolve(true);
  return new Promise((settle) => {
    execFile('fc-list', [':lang=zh-cn', 'family'], { timeout: 5_000 }, (cause, stdout) => settle(cause === null && stdout.trim() !== ''));
  });
}
