import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { electronExecutable, quoted, writeStartScript } from './start-script';

/** A data folder on a disk of its own that only the started desk sees. It goes with the desk. */
export interface SmallDisk {
  dataDir: string;
  executablePath: string;
  remove(): void;
}

/** `template` is copied onto the disk first; `isFull` leaves no byte free before the desk starts. */
export function makeSmallDisk({ megabytes, template, isFull = false }: { megabytes: number; template?: string; isFull?: boolean }): SmallDisk {
  const base = mkdtempSync(join(tmpdir(), 'countersign-disk-'));
  const dataDir = join(base, 'data');
  mkdirSync(dataDir);
  const executablePath = writeStartScript(base, [
    `mount -t tmpfs -o size=${megabytes}m,mode=700 tmpfs ${quoted(dataDir)}`,
    ...(template === undefined ? [] : [`cp -a ${quoted(`${template}/.`)} ${quoted(dataDir)}`]),
    ...(isFull ? [`cat /dev/zero > ${quoted(join(dataDir, FILLER))} 2>/dev/null || true`] : []),
  ], withoutMountRights(quoted(electronExecutable())));
  return { dataDir, executablePath, remove: () => rmSync(base, { recursive: true, force: true }) };
}

const FILLER = 'filler';

/** The rights that the mount needed are not the desk's. */
function withoutMountRights(command: string): string {
  return process.getuid?.() === 0 ? command : `setpriv --inh-caps=-all --ambient-caps=-all ${command}`;
}

/** Fills the disk from inside the desk, to the last byte. */
export function fillDisk(app: ElectronApplication, dataDir: string): Promise<void> {
  return app.evaluate((_electron, file) => {
    const { openSync, writeSync, closeSync } = process.getBuiltinModule('node:fs');
    const handle = openSync(file, 'a');
    for (let block = 65_536; block > 0; block = Math.floor(block / 2)) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(block));
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
      }
    }
    closeSync(handle);
  }, join(dataDir, FILLER));
}

/** Takes back what filled the disk. */
export function freeDisk(app: ElectronApplication, dataDir: string): Promise<void> {
  return app.evaluate((_electron, file) => process.getBuiltinModule('node:fs').rmSync(file), join(dataDir, FILLER));
}
