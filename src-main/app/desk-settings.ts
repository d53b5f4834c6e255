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
}

/** Chinese until somebody chooses, and when what was kept makes no sense. */
export function readSettings(dataDir: string): DeskSettings {
  return { language: LANGUAGES.find((language) => language === keptLanguage(dataDir)) ?? LANGUAGES[0] };
}

function keptLanguage(dataDir: string): unknown {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(dataDir, FILE), 'utf8'));
    return typeof kept === 'object' && kept !== null && 'language' in kept ? kept.language : null;
  } catch {
    return null;
  }
}

/** A folder that takes no settings costs the choice at the next start, and nothing now. */
export async function keepSettings(dataDir: string, settings: DeskSettings, log: Log): Promise<void> {
  try {
    await writeDurably(join(dataDir, FILE), `${JSON.stringify(settings)}\n`, OWNER_ONLY);
  } catch (cause) {
    log.warn({ cause: cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown' }, 'settings not kept');
  }
}
