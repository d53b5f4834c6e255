import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** How many tests of a run ended in which way. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, by file and name with the first line of its message: whoever reads the end of a log finds it there. */
  failures?: readonly string[];
}

/** Names the file in which a reporter leaves the counts for the task that started its run. */
export const COUNTS_FILE = 'COUNTERSIGN_TEST_COUNTS';

export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

const ESCAPES = new RegExp(String.raw`${String.fromCharCode(27)}\[[\d;]*m`, 'g');

/** The first line of what an error says, without colours. */
export function firstLineOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
  return message.replaceAll(ESCAPES, '').split('\n', 1)[0] ?? '';
}

/** Leaves the counts where the starting task looks for them; prints them when a person started the run by hand. */
export function reportCounts(counts: TestCounts): void {
  const file = process.env[COUNTS_FILE];
  if (file === undefined) console.log(`\n${summaryLine(counts)}`);
  else writeFileSync(file, JSON.stringify(counts));
}

/** The counts that a run left, or nothing when it ended before it could. */
export function findCounts(file: string): TestCounts | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestCounts) : undefined;
}
