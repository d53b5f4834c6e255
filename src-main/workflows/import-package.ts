import { randomUUID } from 'node:crypto';
import type { KeptReport } from '../domain/registration-report';
import { err, ok, type Result } from '../domain/result';
import type { ImageClient } from '../images/image-client';
import { openRegistrationPackage } from '../packages/registration-package';
import { openImportStore } from '../storage/import-store';
import type { StoreKey } from '../storage/keys/store-key';
import { MaterialTrouble } from '../storage/material-files';
import { openMaterials } from '../storage/materials';
import type { ServerAddress } from '../storage/server-address';
import { StorageFailure } from '../storage/storage-failure';
import { ImportRun } from './import-run';
import { ImportStop, type ImportPorts, type ImportRequest, type ImportTrouble } from './import-types';
import type { Clock } from './ports';

export interface ImportPackageInput extends ImportRequest {
  /** Data folder of the open store; its process, this one, holds the store's lock. */
  dir: string;
  nativeBinding?: string;
  key: StoreKey;
  server?: ServerAddress;
  images: Pick<ImageClient, 'probe'>;
  clock: Clock;
}

/**
 * Imports a registration package (spec registration-package.md) on a connection of its own, so that it can run in a worker
 * thread beside the desk. A package that is refused is a report too; trouble means that nothing has happened.
 */
export async function importPackage(input: ImportPackageInput): Promise<Result<KeptReport, ImportTrouble>> {
  const opened = await openRegistrationPackage(input.path);
  if (!opened.ok) return opened;
  const container = opened.value;
  try {
    return await withStore(input, (ports) => new ImportRun(ports, input, container).run());
  } catch (error) {
    return err(troubleOf(error));
  } finally {
    await container.close();
  }
}

async function withStore(input: ImportPackageInput, run: (ports: ImportPorts) => Promise<KeptReport>): Promise<Result<KeptReport, ImportTrouble>> {
  const importId = randomUUID();
  const reach = { key: input.key, ...(input.nativeBinding === undefined ? {} : { nativeBinding: input.nativeBinding }), ...(input.server === undefined ? {} : { server: input.server }) };
  const store = await openImportStore(input.dir, importId, reach);
  if (!store.ok) return store;
  const files = openMaterials({ dir: input.dir, ...reach });
  try {
    if (await store.value.isSiteClosed()) return err({ code: 'site-closed' });
    return ok(await run({ importId, store: store.value, files, images: input.images, clock: input.clock }));
  } finally {
    await files.close();
    await store.value.close();
  }
}

/** Trouble of disk and store in the import's words; anything else is a fault of the program. */
function troubleOf(error: unknown): ImportTrouble {
  if (error instanceof ImportStop) return error.trouble;
  if (error instanceof StorageFailure) return error.trouble;
  if (!(error instanceof MaterialTrouble) || error.code === 'too-large') throw error;
  const { code } = error;
  return code === 'disk-failed' ? { code, detail: error.message } : { code };
}
