import { join } from 'node:path';
import { PIXEL_LIMIT } from '../../src-main/domain/registration-images';
import type { ImportReport } from '../../src-main/domain/registration-report';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import type { ImageClient } from '../../src-main/images/image-client';
import { PixelBudget } from '../../src-main/images/pixel-budget';
import { probeImage } from '../../src-main/images/probe-image';
import { openConnection } from '../../src-main/storage/connection';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import type { StoreFacts } from '../../src-main/storage/store';
import { importPackage, type ImportPackageInput } from '../../src-main/workflows/import-package';
import { tables } from './default-policy';
import { SQLITE, type Engine } from './engines';
import { packageFiles, writeFolderPackage, writeZipPackage, type PackageDraft, type PackageFiles } from './registration-package';
import { registrationNoOf } from './stored-registrations';
import { TEST_KEY, type TemporaryStore } from './temporary-store';
import { testImage } from './test-images';

const budget = new PixelBudget(PIXEL_LIMIT);

/** The image process's own code, in the test's process: real decoding without a pipe. */
export const imagesHere: Pick<ImageClient, 'probe'> = { probe: (bytes) => probeImage(bytes, budget) };

export const IMPORT_NOW = new Date('2026-02-25T01:00:00Z');

export interface ImportDesk extends TemporaryStore {
  /** Imports drafted or written files as a folder, or a path as it is. */
  import(what: PackageDraft | PackageFiles | string, changes?: Partial<ImportPackageInput>): ReturnType<typeof importPackage>;
  /** As `import`, for a report that must come. */
  report(what: PackageDraft | PackageFiles | string, changes?: Partial<ImportPackageInput>): Promise<ImportReport>;
  write(what: PackageDraft | PackageFiles, form?: 'folder' | 'zip'): Promise<string>;
  /** Everything that a person or a later step could see of registrations, images and bytes. */
  visible(): Promise<unknown>;
  events(): Promise<readonly AuditEvent[]>;
  /** What the log says of imports, in order. */
  importEvents(): Promise<readonly string[]>;
  staged(): Promise<{ registrations: number; images: number }>;
}

const UNBOUND: Partial<StoreFacts> = { site: null, zone: null, exam: null };

/** A store, not yet bound to a site, with the import as the desk runs it. */
export function withImportDesk<T>(work: (desk: ImportDesk) => Promise<T>, facts: Partial<StoreFacts> = UNBOUND, engine: Engine = SQLITE): Promise<T> {
  return engine.withStore((temporary) => work(importDesk(temporary)), facts);
}

export function importDesk({ store, dir, place: at = { dir, key: TEST_KEY } }: Pick<TemporaryStore, 'store' | 'dir'> & Partial<Pick<TemporaryStore, 'place'>>): ImportDesk {
  let written = 0;
  const write: ImportDesk['write'] = (what, form = 'folder') => {
    const files = what instanceof Map ? what : packageFiles(what);
    const place = join(dir, `package-${(written += 1)}`);
    return form === 'folder' ? writeFolderPackage(place, files) : writeZipPackage(`${place}.zip`, files);
  };
  const run: ImportDesk['import'] = async (what, changes = {}) => importPackage({
    path: typeof what === 'string' ? what : await write(what), ...at, tables, policy: null, images: imagesHere, deskId: 'desk-1', staffId: 'staff-1',
    clock: { now: () => IMPORT_NOW }, language: 'en', ...changes,
  });
  const events: ImportDesk['events'] = () => store.listEvents({ fromSeq: 1, limit: 1000 });
  return {
    store, dir, place: at, write, import: run,
    report: async (what, changes) => {
      const outcome = await run(what, changes);
      if (!outcome.ok) throw new Error(`no report: ${JSON.stringify(outcome.error)}`);
      return outcome.value;
    },
    visible: () => withTables(at, async (db) => ({
      registrations: await db.selectFrom('registration').selectAll().orderBy('registration_no').execute(),
      images: await db.selectFrom('material_image').selectAll().orderBy('registration_no').orderBy('code').orderBy('n').execute(),
      blobs: await db.selectFrom('blob').selectAll().orderBy('sha256').execute(),
      cases: await db.selectFrom('review_case').selectAll().execute(),
      facts: await store.getFacts(),
    })),
    events,
    importEvents: async () => (await events()).map(({ kind }) => kind).filter((kind) => kind.startsWith('import.')),
    staged: () => withTables(at, async (db) => ({
      registrations: (await db.selectFrom('staged_registration').select('registration_no').execute()).length,
      images: (await db.selectFrom('staged_material_image').select('registration_no').execute()).length,
    })),
  };
}

async function withTables<T>(place: OpenStoreInput, read: (db: ReturnType<typeof openConnection>['db']) => Promise<T>): Promise<T> {
  const connection = openConnection(place.dir, place);
  try {
    return await read(connection.db);
  } finally {
    await connection.close();
  }
}

/** What a report says is wrong, one line each, in its order. */
export function problemLines(report: ImportReport): readonly string[] {
  return report.problems.map(({ code, row, path, column }) => [code, row === null ? '' : `row ${row}`, path ?? '', column ?? ''].filter((part) => part !== '').join(' '));
}

/** Two candidates, the first with two images and a photo. */
export async function draftWithImages(changes: PackageDraft = {}): Promise<PackageDraft> {
  const number = registrationNoOf(1);
  const [front, back, photo] = [await testImage({ shade: 1 }), await testImage({ shade: 2, format: 'png' }), await testImage({ width: 100, height: 140, shade: 3 })];
  return { ...changes, files: { [`images/${number}/ID_1.jpg`]: front, [`images/${number}/ID_2.png`]: back, [`photos/${number}.jpg`]: photo, ...changes.files } };
}
