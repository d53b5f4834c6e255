/**
 * A program that imports a package and kills itself, as a power cut would, at a given step: `import-program DIR PACKAGE STEP`.
 * A step is one change to store or files, counted before and after it. Step 0 never comes; then the count is printed.
 */
import { randomUUID } from 'node:crypto';
import { openRegistrationPackage } from '../../src-main/packages/registration-package';
import { openImportStore } from '../../src-main/storage/import-store';
import { MaterialFiles } from '../../src-main/storage/material-files';
import { openStore } from '../../src-main/storage/open-store';
import { ImportRun } from '../../src-main/workflows/import-run';
import { tables } from './default-policy';
import { IMPORT_NOW, imagesHere } from './import-desk';
import { TEST_KEY } from './temporary-store';

const [, , dir = '', path = '', killAt = '0'] = process.argv;
let step = 0;

function countStep(): void {
  step += 1;
  if (step === Number(killAt)) process.kill(process.pid, 'SIGKILL');
}

const CHANGES = ['begin', 'stageRegistrations', 'stageMarks', 'stageImages', 'publish', 'stage'];

/** The same port, with a step before and after each of its changes. */
function counted<T extends object>(port: T): T {
  return new Proxy(port, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key, target);
      if (typeof found !== 'function') return found;
      return async (...input: unknown[]): Promise<unknown> => {
        const counts = CHANGES.includes(String(key));
        if (counts) countStep();
        const output: unknown = await Reflect.apply(found, target, input);
        if (counts) countStep();
        return output;
      };
    },
  });
}

const store = await openStore({ key: TEST_KEY, dir });
const opened = await openRegistrationPackage(path);
const importId = randomUUID();
const importStore = await openImportStore(dir, importId, { key: TEST_KEY });
if (!store.ok || !opened.ok || !importStore.ok) throw new Error('not opened');
const ports = { importId, store: counted(importStore.value), files: counted(new MaterialFiles(dir, TEST_KEY)), images: imagesHere, clock: { now: () => IMPORT_NOW } };
await new ImportRun(ports, { path, tables, policy: null, deskId: 'desk-1', staffId: 'staff-1' }, opened.value).run();
await importStore.value.close();
await opened.value.close();
await store.value.close();
process.stdout.write(String(step));
