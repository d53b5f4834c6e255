import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { dialog } from 'electron';
import { printOverCups, hasCupsPrinter } from '../../devices/cups-printer';
import { ok } from '../../domain/result';
import { refusal } from '../../domain/refusal';
import type { Machine } from '../machine';
import type { DeskWindows } from './windows';

/** Dialogs, printer and the candidate's screen, by Electron and the operating system. */
export function electronMachine(windows: DeskWindows): Machine {
  return {
    async choosePackageFile() {
      const chosen = await dialog.showOpenDialog(windows.staff, { properties: ['openFile'], filters: [{ name: 'ZIP', extensions: ['zip'] }] });
      return chosen.filePaths[0] ?? null;
    },
    async choosePackageFolder() {
      const chosen = await dialog.showOpenDialog(windows.staff, { properties: ['openDirectory'] });
      return chosen.filePaths[0] ?? null;
    },
    async chooseFile(kind) {
      const filter = kind === 'desk' ? { name: 'JSON', extensions: ['json'] } : { name: 'PEM', extensions: ['pem', 'crt', 'cer'] };
      const chosen = await dialog.showOpenDialog(windows.staff, { properties: ['openFile'], filters: [filter] });
      return chosen.filePaths[0] ?? null;
    },
    async chooseProgram() {
      const filters = process.platform === 'win32' ? [{ name: 'EXE', extensions: ['exe'] }] : [];
      const chosen = await dialog.showOpenDialog(windows.staff, { properties: ['openFile'], filters });
      return chosen.filePaths[0] ?? null;
    },
    async chooseSaveTarget(suggestedName) {
      const chosen = await dialog.showSaveDialog(windows.staff, { defaultPath: suggestedName });
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    async print(file, title) {
      if (!(await hasCupsPrinter(run))) return refusal('no-printer');
      const printed = await printOverCups(run, file, title);
      return printed.ok ? ok({ printer: printed.value }) : refusal('print-failed', { detail: printed.error });
    },
    hasPrinter: () => hasCupsPrinter(run),
    async pictureOfCandidateScreen(box) {
      const { candidate } = windows;
      if (candidate === null || candidate.isDestroyed()) return null;
      const picture = await candidate.webContents.capturePage(box, { stayHidden: true });
      return picture.isEmpty() ? null : picture.toPNG();
    },
    hasCandidateWindow: () => windows.candidate?.isDestroyed() === false,
    isSingleDisplay: () => windows.isSingleDisplay(),
    async freeBytes(dir) {
      const { bavail, bsize } = await statfs(dir);
      return bavail * bsize;
    },
  };
}

const execute = promisify(execFile);

async function run(command: string, args: readonly string[], input?: Uint8Array): Promise<{ status: number; stdout: string }> {
  try {
    const child = execute(command, [...args], { timeout: 15_000 });
    if (input !== undefined) child.child.stdin?.end(input);
    return { status: 0, stdout: (await child).stdout };
  } catch (cause) {
    return { status: typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'number' ? cause.code : 127, stdout: '' };
  }
}
