import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outFolder } from '../places.ts';
import type { Figure } from './figure.ts';
import type { MachineFacts } from './machine-facts.ts';

/** The machine in a line. */
export function factsLine({ system, processor, cores, memoryGb, node, electron, loadBefore, loadAfter }: MachineFacts): string {
  return `${cores} × ${processor}, ${memoryGb} GB, ${system}, Node ${node}, Electron ${electron}, load ${loadBefore} before and ${loadAfter} after`;
}

/** Writes the figures to out/bench under this name, and answers with the file's path. */
export function keepFigures(name: string, figures: readonly Figure[], machine: MachineFacts): string {
  const folder = join(outFolder, 'bench');
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ takenAt: new Date().toISOString(), machine, figures }, null, 2)}\n`);
  return file;
}
