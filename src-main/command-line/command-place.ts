import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultDataDir, takeProgramFiles } from '../app/desk-config';
import type { WorkPlace } from '../app/heavy-tasks';
import { takeDatabaseUrl } from '../app/store-options';

/** Where a command works, and what opens the store there. */
export interface CommandPlace extends WorkPlace {
  /** As COUNTERSIGN_RECOVERY_CODE gave it. */
  recoveryCode: string | null;
  keyFile: string | null;
}

/** What the command line is told by its environment and by options of every command. */
export interface CommandSecrets {
  recoveryCode: string | null;
  keyFile: string | null;
}

/** Reads the secret once and takes it out of the environment: no process that is started from here gets it. */
export function takeSecrets(env: NodeJS.ProcessEnv): CommandSecrets {
  const recoveryCode = env['COUNTERSIGN_RECOVERY_CODE'] ?? null;
  delete env['COUNTERSIGN_RECOVERY_CODE'];
  return { recoveryCode: recoveryCode === '' ? null : recoveryCode, keyFile: env['COUNTERSIGN_KEY_FILE'] ?? null };
}

/** Where the command line finds its files, in the source tree and beside the packaged app; `entriesDir` holds the built entries. */
export function commandPlace(entriesDir: string, options: { data?: string; database?: string }, secrets: CommandSecrets): CommandPlace {
  const { data, database } = options;
  const inTree = join(entriesDir, '..', '..', 'resources');
  const isInTree = existsSync(inTree);
  const { sqliteBinding } = takeProgramFiles(process.env, isInTree ? null : { nodePath: process.execPath, sqliteBinding: null });
  const dataDir = resolve(data ?? defaultDataDir(process.platform, process.env));
  return {
    dataDir,
    resourcesDir: isInTree ? inTree : join(entriesDir, '..', '..', '..', 'desk'),
    entriesDir, nodePath: process.execPath, sqliteBinding, databaseUrl: database ?? takeDatabaseUrl(process.env, dataDir), storeKey: null, ...secrets,
  };
}
