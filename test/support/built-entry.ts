import { randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Bundles one entry for plain Node, dependencies left outside, and answers with the file. Processes that the product
 * starts run built code; their tests start the same. Workers that build the same entry at once do not disturb each other.
 */
export async function builtEntry(entry: string): Promise<string> {
  const target = join(ROOT, '.cache/test-build', entry.replace(/\.ts$/, '.mjs'));
  await mkdir(dirname(target), { recursive: true });
  const outDir = dirname(target);
  const draft = `${randomUUID()}.mjs`;
  // Most files find the entry built: the builder is read by the one that builds.
  const { build } = await import('vite');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(ROOT, entry),
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node20.18',
      rolldownOptions: { output: { entryFileNames: draft, codeSplitting: false } },
    },
  });
  await rename(join(outDir, draft), target);
  return target;
}
