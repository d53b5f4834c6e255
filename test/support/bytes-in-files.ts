import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes that are looked for, three at least, and what they are. */
export interface Sought {
  what: string;
  bytes: Buffer;
}

export function filesUnder(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Which of the sought bytes stand in which file below a folder; every file is gone through once, however many are sought. */
export function findInFiles(dir: string, sought: readonly Sought[]): readonly string[] {
  const byStart = Map.groupBy(sought, ({ bytes }) => bytes.readUIntBE(0, 3));
  const starts = new Uint8Array(2 ** 24);
  for (const start of byStart.keys()) starts[start] = 1;
  return filesUnder(dir).flatMap((file) => {
    const found = new Set<string>();
    const bytes = readFileSync(file);
    for (let at = 0, start = 0; at < bytes.length; at += 1) {
      start = ((start << 8) | (bytes[at] ?? 0)) & 0xffffff;
      if (starts[start] !== 1 || at < 2) continue;
      for (const part of byStart.get(start) ?? []) {
        if (bytes.subarray(at - 2, at - 2 + part.bytes.length).equals(part.bytes)) found.add(part.what);
      }
    }
    return [...found].map((what) => `${what}: ${file.slice(dir.length)}`);
  });
}
