import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDocumentCertificate } from '../documents/document-certificate';
import { fontFiles } from '../documents/fonts';
import { openPaperFonts } from '../documents/paper-font';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { writeSamplePackage } from '../packages/sample-package';
import { openDeskKeys, type DeskKeys } from '../storage/desk-keys';
import { privateKeySeal } from '../storage/keys/secret-files';
import type { StoreKey } from '../storage/keys/store-key';
import { openMaterials, type Materials } from '../storage/materials';
import { attachToStore } from '../storage/open-store';
import { StorageFailure } from '../storage/storage-failure';
import type { Store } from '../storage/store';
import { countersignResults } from '../workflows/countersign-results';
import { drawPapers } from '../workflows/draw-papers';
import { exportResults } from '../workflows/export-results';
import { ensureDocuments } from '../workflows/make-documents';
import type { DrawnPapers, ExportSummary, TaskWatch } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import { localTime } from '../workflows/tell-log';
import { runBackup, runBackupFile } from './backup-tasks';
import { runMaterialsBack, runWholeCheck } from './check-tasks';
import type { HeavyTask, WorkPlace } from './heavy-tasks';
import { argon2PinHashing } from './pin-hashing';
import { openImages } from './open-images';
import { storeKeyOf } from './store-key-of';
import { loadResourceTables } from './resource-tables';
import { runImport } from './run-import';
import { storeOptionsOf } from './store-options';

const clock = { now: () => new Date() };
/** The sample is the same on every machine. */
const SAMPLE_SEED = 2026;

interface AtStore {
  store: Store;
  files: Materials;
  keys: DeskKeys;
  key: StoreKey;
}

/** A task's own connection to the store that this process holds. */
async function withStore<T>(place: WorkPlace, work: (at: AtStore) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const key = storeKeyOf(place);
  const keys = await openDeskKeys(place.dataDir, key);
  if (!keys.ok) return refusal('store-damaged', { detail: keys.error.code });
  const store = attachToStore({ dir: place.dataDir, ...storeOptionsOf(place, key) });
  const files = openMaterials({ dir: place.dataDir, ...storeOptionsOf(place, key) });
  try {
    return await work({ store, files, keys: keys.value, key });
  } finally {
    await files.close();
    await store.close();
  }
}

async function papersOf(place: WorkPlace, { store, files, keys, key }: AtStore, registrationNo: string): Promise<Outcome<DrawnPapers>> {
  const { deskId } = await store.getFacts();
  const fonts = await openPaperFonts(fontFiles(place.resourcesDir));
  const certificate = await openDocumentCertificate(join(place.dataDir, 'keys'), { deskId, now: clock.now() }, privateKeySeal(key, 'document-signing.key'));
  return drawPapers({ reader: store, files, keys, fonts, certificate }, registrationNo);
}

function runExport(place: WorkPlace, task: Extract<HeavyTask, { kind: 'export' }>, watch: TaskWatch): Promise<Outcome<ExportSummary>> {
  return withStore(place, async (at) => {
    const { deskId } = await at.store.getFacts();
    const ports = { ...at, pins: argon2PinHashing(), clock, newId: randomUUID };
    const actor = { deskId, staffId: task.staffId ?? 'export', roles: [] };
    const draw = { drawPapers: ({ registrationNo }: { registrationNo: string }) => papersOf(place, at, registrationNo) };
    const makePapers = (registrationNo: string): Promise<Outcome<null>> => ensureDocuments(ports, draw, registrationNo, actor);
    return exportResults({ ...at, clock, makePapers }, { out: task.out, deskId, staffId: task.staffId }, watch);
  });
}

function runCountersign(place: WorkPlace, { path, staffId }: Extract<HeavyTask, { kind: 'countersign' }>): Promise<Outcome<ExportSummary>> {
  return withStore(place, async ({ store, keys }) => countersignResults({ store, keys }, path, { staffId, at: await localTime({ store, clock }) }));
}

async function runSample(place: WorkPlace, task: Extract<HeavyTask, { kind: 'sample' }>, watch: TaskWatch): Promise<Outcome<null>> {
  const images = openImages(place);
  try {
    const written = await writeSamplePackage({
      out: task.out, candidates: task.candidates, ...(task.withImages === undefined ? {} : { withImages: task.withImages }), examYear: clock.now().getFullYear(), tables: loadResourceTables(place.resourcesDir),
      fontFiles: fontFiles(place.resourcesDir), seed: SAMPLE_SEED,
      draw: async (svg, options) => {
        const drawn = await images.rasterise(svg, options);
        if (!drawn.ok) throw new Error(`sample image not drawn: ${drawn.error.code}`);
        return drawn.value;
      },
      onProgress: (done) => watch.onProgress({ phase: 'drawing', done, total: task.candidates, bytesDone: 0, bytesTotal: 0, remainingMs: null }),
    });
    return written.ok ? ok(null) : refusal('sample-exists', { folder: task.out });
  } finally {
    await images.dispose();
  }
}

/** Runs one heavy task to its end, in whatever thread it is called. What the store refuses to read comes back by its code. */
export async function runHeavyTask(place: WorkPlace, task: HeavyTask, watch: TaskWatch): Promise<Outcome<unknown>> {
  try {
    return await runTask(place, task, watch);
  } catch (cause) {
    if (!(cause instanceof StorageFailure)) throw cause;
    const { code, ...facts } = cause.trouble;
    return refusal(code, facts);
  }
}

function runTask(place: WorkPlace, task: HeavyTask, watch: TaskWatch): Promise<Outcome<unknown>> {
  switch (task.kind) {
    case 'import':
      return runImport(place, task, watch);
    case 'export':
      return runExport(place, task, watch);
    case 'countersign':
      return runCountersign(place, task);
    case 'sample':
      return runSample(place, task, watch);
    case 'papers':
      return withStore(place, (at) => papersOf(place, at, task.registrationNo));
    case 'backup':
      return runBackup(place, task.staffId, watch);
    case 'backupFile':
      return runBackupFile(place, task, watch);
    case 'checkWhole':
      return runWholeCheck(place, watch);
    case 'materialsBack':
      return runMaterialsBack(place, task, watch);
  }
}
