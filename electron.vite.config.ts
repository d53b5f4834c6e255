import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import manifest from './package.json' with { type: 'json' };

function at(path: string): string {
  return resolve(import.meta.dirname, path);
}

/** Targets fit the oldest runtime the desk runs on (Electron 33: Node 20.18, Chromium 130). */
const NODE_TARGET = 'node20.18';
const CHROMIUM_TARGET = 'chrome130';

/** Libraries of main that the start needs, in the few chunks of the build instead of some hundred small files. */
const BUNDLED = ['zod', 'kysely', 'canonicalize', 'pino', 'commander'];

const buildFacts = {
  __DESK_VERSION__: JSON.stringify(manifest.version),
  __PINNED_ELECTRON__: JSON.stringify(manifest.devDependencies.electron),
};

export default defineConfig({
  main: {
    define: buildFacts,
    // resources/ is read where it lies, not copied beside the build.
    publicDir: false,
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      externalizeDeps: { exclude: BUNDLED },
      rolldownOptions: {
        output: { minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } } },
        input: {
          index: at('src-main/index.ts'),
          cli: at('src-main/cli.ts'),
          'image-process': at('src-main/images/image-process.ts'),
          'devices-process': at('src-main/devices/devices-process.ts'),
          'simulated-reader': at('src-main/devices/simulated/simulated-reader-program.ts'),
          'heavy-work': at('src-main/app/heavy-work-thread.ts'),
        },
      },
    },
  },
  preload: {
    publicDir: false,
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src-preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    // Main puts a fresh value in its place with every load.
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react()],
    // The page's own origin is app://, so hot reload is told where its socket is.
    server: { port: 5173, strictPort: true, hmr: { protocol: 'ws', host: 'localhost', clientPort: 5173 } },
    build: {
      target: CHROMIUM_TARGET,
      minify: true,
      rolldownOptions: {
        input: { staff: at('src-renderer/staff.html'), candidate: at('src-renderer/candidate.html') },
      },
    },
  },
});
