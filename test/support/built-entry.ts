import { randomUUID } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'vite';

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
