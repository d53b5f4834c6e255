import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __DESK_VERSION__: '"0.0.0-test"', __PINNED_ELECTRON__: '"45.4.1"' },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One worker less, the default, leaves half of a machine of two cores idle.
    maxWorkers: '100%',
    expect: { poll: { timeout: 20_000 } },
    coverage: { provider: 'v8', include: ['src-main/**', 'src-preload/**', 'src-renderer/**'] },
    projects: [
      {
        extends: true,
        test: { name: 'node', environment: 'node', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**', 'test/renderer/**'], globalSetup: ['test/support/postgres-on-demand.ts', 'test/support/sample-of-run.ts'] },
      },
      {
        extends: true,
        plugins: [react()],
        test: { name: 'renderer', environment: 'happy-dom', include: ['test/renderer/**/*.test.{ts,tsx}'], setupFiles: ['test/renderer/setup.ts'] },
      },
    ],
  },
});
