import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the recovery code of a training store lies that the command line made for a story or a figure. */
export const RECOVERY_CODE_FILE = 'recovery-code';

/** The environment in which a desk opens such a store without being asked. */
export function keyFileEnv(dataDir: string): Record<string, string> {
  const file = join(dataDir, RECOVERY_CODE_FILE);
  return existsSync(file) ? { COUNTERSIGN_KEY_FILE: file } : {};
}
