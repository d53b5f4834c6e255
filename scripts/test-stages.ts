import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Need } from './debian-packages.ts';
import type { PreparedApp } from './electron/prepare-app.ts';
import { exitCode } from './exit-codes.ts';
import { COUNTS_FILE, findCounts, type TestCounts } from './reporters/test-counts.ts';
import { inPackage } from './places.ts';
import { runCommand, type CommandEnd, type CommandOptions } from './run-command.ts';
import { runTool } from './run-tool.ts';

/** What the suites as they are ask of the machine; a suite that comes to need more adds it here. */
export const testNeeds: readonly Need[] = ['virtual-display', 'outside-checks', 'key-ring', 'postgresql'];

/** One part of `npm test` or `npm run check` that has run. */
export interface StageEnd {
  name: string;
  exitCode: number;
  /** What it printed, when kept. */
  output: string;
  seconds: number;
  /** Suites of tests have counts; a suite without any ended before its first test. */
  counts: TestCounts | undefined;
  isSuite: boolean;
}

/** Types and lint have no tests to count: they count only when they fail, as one failure. */
export function countsOf(stage: StageEnd): TestCounts {
  const counts = stage.counts ?? { passed: 0, failed: 0, skipped: 0 };
  const ranNothing = stage.isSuite && counts.passed + counts.failed === 0;
  const unexplained = stage.exitCode !== exitCode.ok && counts.failed === 0;
  return ranNothing || unexplained ? { ...counts, failed: counts.failed + 1 } : counts;
}

export function sumOf(stages: readonly StageEnd[]): TestCounts {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of stages.map(countsOf)) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/** What failed in any suite, a line each. */
export function failuresOf(stages: readonly StageEnd[]): readonly string[] {
  return stages.flatMap(({ name, counts }) => (counts?.failures ?? []).map((failure) => `FAILED  ${name}: ${failure}`));
}

/** One line on a stage, for the list at the end. */
export function stageLine(stage: StageEnd): string {
  const { passed, failed, skipped } = countsOf(stage);
  const verdict = failed === 0 ? 'ok' : 'FAILED';
  const tests = stage.isSuite ? `, ${passed} + ${failed} + ${skipped} tests` : '';
  return `${verdict.padEnd(6)}  ${stage.name} (${stage.seconds.toFixed(1)} s${tests})`;
}

/** Runs a check that has no tests of its own. */
export function runCheck(name: string, run: () => Promise<CommandEnd>): Promise<StageEnd> {
  return timed(name, false, async () => ({ ...(await run()), counts: undefined }));
}

/** Runs a suite of tests whose reporter counts them (reporters/). */
export function runSuite(name: string, run: (env: NodeJS.ProcessEnv) => Promise<CommandEnd>): Promise<StageEnd> {
  return timed(name, true, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-counts-'));
    const file = join(folder, 'counts.json');
    try {
      const end = await run({ [COUNTS_FILE]: file });
      return { ...end, counts: findCounts(file) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function timed(
  name: string,
  isSuite: boolean,
  run: () => Promise<CommandEnd & { counts: TestCounts | undefined }>,
): Promise<StageEnd> {
  const from = performance.now();
  const end = await run();
  return { name, isSuite, ...end, seconds: (performance.now() - from) / 1000 };
}

export function runTypes(output: CommandOptions['output'] = 'shown'): Promise<StageEnd> {
  return runCheck('types', () => runTool('tsc', ['--build'], { output }));
}

export function runLint(output: CommandOptions['output'] = 'shown'): Promise<StageEnd> {
  return runCheck('lint', () => runTool('eslint', ['.', '--max-warnings', '0'], { output }));
}

/** Tests of what must be the same on every runtime: what is stored, what protects it, and what is sealed. */
const ON_THE_APPS_RUNTIME: readonly string[] = [
  'test/storage/keys', 'test/storage/finality.test.ts', 'test/storage/record-rules.test.ts', 'test/storage/open-store.test.ts', 'test/storage/desk-keys.test.ts',
  'test/storage/material-files.test.ts', 'test/storage/store.test.ts', 'test/storage/signing-transaction.test.ts', 'test/domain/seal-form.test.ts', 'test/domain/audit-chain.test.ts',
];

/** Record, key and seal tests once more, on the runtime that the app ships with: another Node, and another library of ciphers. */
export function runOnAppsRuntime({ runtime, env }: PreparedApp): Promise<StageEnd> {
  const reporters = ['--reporter=default', '--reporter=./scripts/reporters/vitest-counts.ts'];
  return runSuite('record, key and seal tests on the app’s runtime', (counts) =>
    runCommand(runtime.executable, [inPackage('vitest', 'vitest.mjs'), 'run', '--project', 'node', ...ON_THE_APPS_RUNTIME, ...reporters], { env: { ...env, ...counts, ELECTRON_RUN_AS_NODE: '1' } }));
}

export function runUnitTests(output: CommandOptions['output'] = 'shown'): Promise<StageEnd> {
  const reporters = ['--reporter=default', '--reporter=./scripts/reporters/vitest-counts.ts'];
  return runSuite('unit and storage tests', (env) => runTool('vitest', ['run', ...reporters], { output, env }));
}
