import type { Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { firstLineOf, reportCounts } from './test-counts.ts';

/** Where an outcome is counted; a test that passed at a second try has passed. */
const counted: Record<ReturnType<TestCase['outcome']>, 'passed' | 'failed' | 'skipped'> = {
  expected: 'passed',
  flaky: 'passed',
  unexpected: 'failed',
  skipped: 'skipped',
};

/** Counts a Playwright run. An error outside all tests counts as a failure. */
export default class PlaywrightCounts implements Reporter {
  #suite: Suite | undefined;
  readonly #errors: string[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onError(error: TestError): void {
    this.#errors.push(`outside all tests: ${firstLineOf(error)}`);
  }

  onEnd(): void {
    const tests = this.#suite?.allTests() ?? [];
    const failures = [...this.#errors, ...tests.filter((test) => test.outcome() === 'unexpected').map(failureOf)];
    const counts = { passed: 0, failed: this.#errors.length, skipped: 0 };
    for (const test of tests) counts[counted[test.outcome()]] += 1;
    reportCounts({ ...counts, failures });
  }

  printsToStdio(): boolean {
    return false;
  }
}

function failureOf(test: TestCase): string {
  return `${test.titlePath().filter(Boolean).join(' › ')}: ${firstLineOf(test.results.at(-1)?.error)}`;
}
