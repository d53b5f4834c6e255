import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultDataDir } from '../app/desk-config';
import type { WorkPlace } from '../app/heavy-tasks';
import { takeDatabaseUrl } from '../app/store-options';

/** Where the command line finds its files, in the source tree and beside the packaged app; `entriesDir` holds the built entries. */
export function commandPlace(entriesDir: string, data: string | undefined, database: string | undefined): WorkPlace {
  const inTree = join(entriesDir, '..', '..', 'resources');
  const dataDir = resolve(data ?? defaultDataDir(process.platform, process.env));
  return {
    dataDir,
    resourcesDir: existsSync(inTree) ? inTree : join(entriesDir, '..', '..', '..', 'desk'),
    entriesDir, nodePath: process.execPath, sqliteBinding: process.env['COUNTERSIGN_SQLITE_BINDING'] ?? null, databaseUrl: database ?? takeDatabaseUrl(process.env, dataDir),
  };
}
