import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { exitCode, TaskStopped } from '../exit-codes.ts';
import { inPackage, outFolder, root } from '../places.ts';

const CODE = /\.(?:[cm]?js|json|node|so)$/;

/** Everything that a start may read: the runtime, the built app, its tables, and the packages it is made of. */
export function filesOfStart(runtimeFolder: string): readonly string[] {
  const whole = [runtimeFolder, outFolder, join(root, 'resources')].flatMap((folder) => filesIn(folder));
  const packages = [...packagesOfApp()].flatMap((name) => filesIn(inPackage(name)).filter((file) => CODE.test(file)));
  return [...whole, ...packages];
}

/**
 * Takes files out of the system's memory, as after the machine was switched on: the next to read them reads the disk. What a
 * running program has mapped stays. @throws TaskStopped where the system has no such tool (GNU dd).
 */
export async function forgetFiles(files: readonly string[]): Promise<void> {
  const forget = 'while IFS= read -r file; do dd if="$file" iflag=nocache count=0 status=none || exit 1; done';
  const child = spawn('sh', ['-c', forget], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(files.map((file) => `${file}\n`).join(''));
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new TaskStopped(exitCode.failed, 'GNU dd is needed to take files out of memory.');
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The app's packages and those they stand on, as far as they are installed here. */
function packagesOfApp(): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const needs = found.has(name) ? null : findNeeds(name);
    if (needs === null) return;
    found.add(name);
    needs.forEach(visit);
  };
  Object.keys(manifest.dependencies).forEach(visit);
  return found;
}

/** Null for a package that is not installed, as those for other systems are not. */
function findNeeds(name: string): readonly string[] | null {
  const file = inPackage(name, 'package.json');
  if (!existsSync(file)) return null;
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, Record<string, string>>>;
  return Object.keys({ ...dependencies, ...optionalDependencies });
}
