import type { Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { reportCounts, type TestCounts } from './test-counts.ts';

/** Where an outcome is counted; a test that passed at a second try has passed. */
const counted: Record<ReturnType<TestCase['outcome']>, keyof TestCounts> = {
  expected: 'passed',
  flaky: 'passed',
  unexpected: 'failed',
  skipped: 'skipped',
};

/** Counts a Playwright run. An error outside all tests counts as a failure. */
export default class PlaywrightCounts implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onError(): void {
    this.#errors += 1;
  }

  onEnd(): void {
    const counts = { passed: 0, failed: this.#errors, skipped: 0 };
    for (const test of this.#suite?.allTests() ?? []) counts[counted[test.outcome()]] += 1;
    reportCounts(counts);
  }

  printsToStdio(): boolean {
    return false;
  }
}
