import type { Reporter, TestModule } from 'vitest/node';
import { reportCounts } from './test-counts.ts';

/** Counts a vitest run. A file that could not be loaded and an error outside all tests count as failures. */
export default class VitestCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') counts[state] += 1;
      }
    }
    reportCounts(counts);
  }
}
