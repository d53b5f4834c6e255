import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../storage/durable-files';
import type { Log } from './logger';

const FILE = 'settings.json';
const OWNER_ONLY = 0o600;
const LANGUAGES = ['zh-CN', 'en'] as const;

/** What this desk remembers between two starts, beside the store and none of its business. */
export interface DeskSettings {
  language: (typeof LANGUAGES)[number];
  /** Address of the card reader that was chosen on the screen, as in COUNTERSIGN_ID_READER; absent until somebody chooses. */
  reader?: string;
}

/** Chinese until somebody chooses, and when what was kept makes no sense. */
export function readSettings(dataDir: string): DeskSettings {
  const { language, reader } = keptSettings(dataDir);
  const known = LANGUAGES.find((each) => each === language) ?? LANGUAGES[0];
  return typeof reader === 'string' ? { language: known, reader } : { language: known };
}

function keptSettings(dataDir: string): { language?: unknown; reader?: unknown } {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'));
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}

/** False for a folder that takes no settings: that costs the choice at the next start, and nothing now. */
export async function keepSettings(dataDir: string, settings: DeskSettings, log: Log): Promise<boolean> {
  try {
    await writeDurably(join(dataDir, FILE), `${JSON.stringify(settings)}\n`, OWNER_ONLY);
    return true;
  } catch (cause) {
    log.warn({ cause: cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown' }, 'settings not kept');
    return false;
  }
}
