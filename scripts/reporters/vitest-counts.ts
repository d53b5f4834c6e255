import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { firstLineOf, reportCounts } from './test-counts.ts';

/** Counts a vitest run. A file that could not be loaded and an error outside all tests count as failures. */
export default class VitestCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const failures = errors.map((error) => `outside all tests: ${firstLineOf(error)}`);
    for (const module of modules) {
      if (module.errors().length > 0) failures.push(`${module.relativeModuleId}: ${firstLineOf(module.errors()[0])}`);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'failed') failures.push(failureOf(module, test));
        else if (state !== 'pending') counts[state] += 1;
      }
    }
    reportCounts({ ...counts, failed: failures.length, failures });
  }
}

function failureOf(module: TestModule, test: TestCase): string {
  return `${module.relativeModuleId} › ${test.fullName}: ${firstLineOf(test.result().errors?.[0])}`;
}
