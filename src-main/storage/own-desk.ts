import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskId } from '../domain/vocabulary';
import { writeDurably } from './durable-files';

/** What a desk knows of itself when its store is a server's: the store is everybody's, name and points are its own. */
export interface OwnDesk {
  storeId: string;
  deskId: DeskId;
  points: readonly string[];
  /** Address of the server, without a password. */
  server: string;
}

const OWNER_ONLY = 0o600;

function fileIn(dir: string): string {
  return join(dir, 'desk.json');
}

/** Null in a folder that was not made for a server's store. */
export function findOwnDesk(dir: string): OwnDesk | null {
  try {
    return JSON.parse(readFileSync(fileIn(dir), 'utf8')) as OwnDesk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export function saveOwnDesk(dir: string, own: OwnDesk): Promise<void> {
  return writeDurably(fileIn(dir), `${JSON.stringify(own, null, 2)}\n`, OWNER_ONLY);
}
