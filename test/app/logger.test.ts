import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLog, withoutIdNumbers } from '../../src-main/app/logger';
import { withTemporaryFolder } from '../support/temporary-store';

describe('a log line', () => {
  it('keeps no number that could be an identity number, old or new, in any place', () => {
    expect(withoutIdNumbers('{"cause":"no row for 990000200001010012, nor 99000020000101001X or 990000000101001"}')).toBe('{"cause":"no row for [number], nor [number] or [number]"}');
    fc.assert(fc.property(fc.string(), fc.stringMatching(/^\d{17}[\dX]$/), fc.string(), (before, number, after) => {
      expect(withoutIdNumbers(`${before}${number}${after}`)).not.toContain(number);
    }));
  });

  it('keeps what is shorter: registration numbers, counts and times', () => {
    const text = '{"registrationNo":"20269901000001","count":1234567890,"time":"2026-03-01T09:00:00+08:00"}';
    expect(withoutIdNumbers(text)).toBe(text);
  });
});

describe('the log file', () => {
  it('has one JSON line for each thing told, with its time and without identity numbers', () => withTemporaryFolder(async (dir) => {
    const log = openLog(join(dir, 'logs'));
    log.warn({ channel: 'cases.open' }, 'input refused');
    log.error({ cause: 'Error: 990000200001010012 twice' }, 'call failed');
    const written = (): Promise<string> => readFile(join(dir, 'logs', 'desk.log'), 'utf8').catch(() => '');
    await expect.poll(async () => (await written()).trimEnd().split('\n')).toHaveLength(2);
    const text = await written();
    expect(text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 40, channel: 'cases.open', msg: 'input refused', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string }, { level: 50, cause: 'Error: [number] twice', msg: 'call failed' },
    ]);
  }));

  it('that cannot be written costs its lines and nothing else', () => withTemporaryFolder(async (dir) => {
    await writeFile(join(dir, 'logs'), 'a file where the folder should be');
    const log = openLog(join(dir, 'logs'));
    // Far more than is kept for later: an error that nobody handles would fail this run.
    for (let n = 0; n < 200; n += 1) log.info({ n, filler: 'x'.repeat(10_000) }, 'told');
    await expect.poll(() => readFile(join(dir, 'logs'), 'utf8')).toBe('a file where the folder should be');
  }));

  it('is not there at all when none is asked for', () => {
    expect(() => openLog(null).error({ cause: 'x' }, 'told to nobody')).not.toThrow();
  });
});
