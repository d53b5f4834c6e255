import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Suite } from '@playwright/test/reporter';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestModule } from 'vitest/node';
import PlaywrightCounts from '../../scripts/reporters/playwright-counts.ts';
import { COUNTS_FILE, findCounts } from '../../scripts/reporters/test-counts.ts';
import VitestCounts from '../../scripts/reporters/vitest-counts.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reporters-'));
  vi.stubEnv(COUNTS_FILE, join(folder, 'counts.json'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const counted = (): unknown => findCounts(join(folder, 'counts.json'));

describe('the reporter of the unit tests', () => {
  function module(states: readonly string[], errors: readonly string[] = []): TestModule {
    const tests = states.map((state) => ({ fullName: 'a desk > opens', result: () => ({ state, errors: state === 'failed' ? [{ message: '\u001b[31mit did\u001b[39m\nnot' }] : [] }) }));
    return { relativeModuleId: 'desk.test.ts', errors: () => errors, children: { allTests: () => tests } } as unknown as TestModule;
  }

  it('counts tests by how they ended', () => {
    new VitestCounts().onTestRunEnd([module(['passed', 'passed', 'failed']), module(['skipped', 'passed'])], []);
    expect(counted()).toEqual({ passed: 3, failed: 1, skipped: 1, failures: ['desk.test.ts › a desk > opens: it did'] });
  });

  it('counts a file that could not be loaded, and an error outside all tests', () => {
    new VitestCounts().onTestRunEnd([module([], ['no such module']), module(['passed'])], ['unhandled']);
    expect(counted()).toEqual({ passed: 1, failed: 2, skipped: 0, failures: ['outside all tests: unhandled', 'desk.test.ts: no such module'] });
  });
});

describe('the reporter of the end-to-end tests', () => {
  function suite(...outcomes: string[]): Suite {
    return { allTests: () => outcomes.map((outcome) => ({ outcome: () => outcome, titlePath: () => ['', 'desk.spec.ts', 'opens'], results: [{ error: { message: 'no window came' } }] })) } as unknown as Suite;
  }

  it('counts tests by how they ended', () => {
    const reporter = new PlaywrightCounts();
    reporter.onBegin({}, suite('expected', 'flaky', 'unexpected', 'skipped', 'expected'));
    reporter.onEnd();
    expect(counted()).toEqual({ passed: 3, failed: 1, skipped: 1, failures: ['desk.spec.ts › opens: no window came'] });
  });

  it('counts an error outside all tests, even before the first', () => {
    const reporter = new PlaywrightCounts();
    reporter.onError({ message: 'no such file' });
    reporter.onEnd();
    expect(counted()).toEqual({ passed: 0, failed: 1, skipped: 0, failures: ['outside all tests: no such file'] });
  });
});

describe('counts', () => {
  it('are printed when a person runs the tests by hand', () => {
    vi.stubEnv(COUNTS_FILE, undefined);
    const print = vi.spyOn(console, 'log').mockReturnValue();
    new VitestCounts().onTestRunEnd([], ['unhandled']);
    expect(print).toHaveBeenCalledWith('\n0 passed, 1 failed, 0 skipped');
    print.mockRestore();
  });

  it('are not there when the run ended before it could count', () => {
    expect(counted()).toBeUndefined();
  });
});
