import { ok } from '../domain/result';
import { refusal, type RefusalCode } from '../domain/refusal';
import type { KeptReport } from '../domain/registration-report';
import { attachToStore } from '../storage/open-store';
import { importPackage } from '../workflows/import-package';
import type { ImportTrouble } from '../workflows/import-types';
import type { TaskWatch } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import type { HeavyTask, WorkPlace } from './heavy-tasks';
import { openImages } from './open-images';
import { storeKeyOf } from './store-key-of';
import { loadResourceTables } from './resource-tables';
import { storeOptionsOf } from './store-options';

const clock = { now: () => new Date() };

function codeOf(trouble: ImportTrouble): RefusalCode {
  if (trouble.code === 'cancelled') return 'import-cancelled';
  return trouble.code === 'image-process-unavailable' ? 'image-process-died' : trouble.code;
}

/** Facts that an import is judged by, read before it opens a connection of its own. */
async function readBasis(place: WorkPlace): Promise<{ deskId: string; policy: Awaited<ReturnType<ReturnType<typeof attachToStore>['findCurrentPolicy']>> }> {
  const store = attachToStore({ dir: place.dataDir, ...storeOptionsOf(place, storeKeyOf(place)) });
  try {
    return { deskId: (await store.getFacts()).deskId, policy: await store.findCurrentPolicy() };
  } finally {
    await store.close();
  }
}

/** Imports a registration package with an image process of its own. */
export async function runImport(place: WorkPlace, task: Extract<HeavyTask, { kind: 'import' }>, watch: TaskWatch): Promise<Outcome<KeptReport>> {
  const { deskId, policy } = await readBasis(place);
  const images = openImages(place);
  try {
    const done = await importPackage({
      path: task.path, dir: place.dataDir, ...storeOptionsOf(place, storeKeyOf(place)), images, clock,
      tables: loadResourceTables(place.resourcesDir), policy: policy?.policy ?? null, deskId, staffId: task.staffId, language: task.language, onProgress: watch.onProgress, signal: watch.signal,
    });
    if (done.ok) return ok(done.value);
    return refusal(codeOf(done.error), { path: task.path });
  } finally {
    await images.dispose();
  }
}
