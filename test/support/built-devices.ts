import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const sources = resolve(import.meta.dirname, '../../src-main/devices');

/** Devices process and simulated reader as the desk runs them: bundled, on plain Node. Answers with their folder, which is the caller's to remove. */
export async function buildDevicePrograms(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'devices-process-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: { 'devices-process': join(sources, 'devices-process.ts'), 'simulated-reader': join(sources, 'simulated/simulated-reader-program.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: ['zod'] },
  });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  return folder;
}
