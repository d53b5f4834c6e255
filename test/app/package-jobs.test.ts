import { describe, expect, it } from 'vitest';
import type { PushName } from '../../src-preload/contract/desk-api';
import { Announcer } from '../../src-main/app/announcer';
import { PackageJobs } from '../../src-main/app/package-jobs';
import { ok } from '../../src-main/domain/result';
import { refusal } from '../../src-main/domain/refusal';
import type { TaskWatch } from '../../src-main/workflows/package-ports';
import { toldLog } from './told-log';

function jobsDesk() {
  const announcer = new Announcer();
  const told: { name: PushName; value: unknown }[] = [];
  announcer.onAny((name, value) => void told.push({ name, value }));
  const log = toldLog();
  return { jobs: new PackageJobs(announcer, log), told, log, finished: () => told.filter(({ name }) => name === 'packages.finished').map(({ value }) => value) };
}

function started(reply: ReturnType<PackageJobs['start']>): string {
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.jobId;
}

const progress = (done: number, total = 10) => ({ phase: 'images', done, total, bytesDone: 0, bytesTotal: 0, remainingMs: null });

describe('a package task', () => {
  it('runs alone: a second one is refused by name while it runs, and taken when it is done', async () => {
    const { jobs, finished } = jobsDesk();
    const work = Promise.withResolvers<ReturnType<typeof ok<object>>>();
    const jobId = started(jobs.start('import', 'import-running', () => work.promise));
    expect(jobs.start('export', 'export-running', () => Promise.resolve(ok({})))).toEqual(refusal('export-running'));
    work.resolve(ok({}));
    await jobs.stop();
    expect(finished()).toMatchObject([{ jobId, kind: 'import', outcome: 'done', failure: null }]);
    expect(jobs.start('export', 'export-running', () => Promise.resolve(ok({}))).ok).toBe(true);
    await jobs.stop();
  });

  it('is stopped by its own number and by no other', async () => {
    const { jobs, finished } = jobsDesk();
    let watch: TaskWatch | null = null;
    const jobId = started(jobs.start('import', 'import-running', (given) => {
      watch = given;
      return new Promise((settle) => given.signal.addEventListener('abort', () => settle(refusal('import-cancelled'))));
    }));
    jobs.cancel('another');
    expect((watch as TaskWatch | null)?.signal.aborted).toBe(false);
    jobs.cancel(jobId);
    await jobs.stop();
    expect(finished()).toMatchObject([{ outcome: 'cancelled', failure: { code: 'import-cancelled' }, report: null }]);
  });

  it('that is refused says why', async () => {
    const { jobs, finished } = jobsDesk();
    started(jobs.start('import', 'import-running', () => Promise.resolve(refusal('package-missing', { path: '/media/usb' }))));
    await jobs.stop();
    expect(finished()).toMatchObject([{ outcome: 'failed', failure: { code: 'package-missing', params: { path: '/media/usb' } } }]);
  });

  it('that fails by a bug tells the windows a number alone, and the log the rest under it', async () => {
    const { jobs, finished, log } = jobsDesk();
    started(jobs.start('export', 'export-running', () => Promise.reject(new Error('测试甲 has no seal'))));
    await jobs.stop();
    const [result] = finished() as { outcome: string; failure: { code: string; params: { incident: string }; incident: string } }[];
    expect(result).toMatchObject({ outcome: 'failed', failure: { code: 'unexpected' } });
    expect(result?.failure.incident).toMatch(/^[0-9a-f]{8}$/);
    expect(result?.failure.incident).toBe(result?.failure.params.incident);
    expect(JSON.stringify(result)).not.toContain('测试甲');
    expect(log.lines).toMatchObject([{ facts: { incident: result?.failure.params.incident, cause: expect.stringContaining('has no seal') as string } }]);
  });

  it('tells how far it is now and then, and always when it is through', async () => {
    const { jobs, told } = jobsDesk();
    started(jobs.start('import', 'import-running', (watch) => {
      for (let done = 1; done <= 10; done += 1) watch.onProgress(progress(done));
      return Promise.resolve(ok({}));
    }));
    await jobs.stop();
    const steps = told.filter(({ name }) => name === 'packages.progress').map(({ value }) => (value as { done: number }).done);
    expect(steps[0]).toBe(1);
    expect(steps.at(-1)).toBe(10);
    expect(steps.length).toBeLessThan(10);
  });

  it('is answered, as it was told last, to a page that was loaded in the middle of it; then how it ended', async () => {
    const { jobs } = jobsDesk();
    expect(jobs.view()).toEqual({ running: null, finished: null });
    const work = Promise.withResolvers<ReturnType<typeof ok<object>>>();
    let watch: TaskWatch | null = null;
    const jobId = started(jobs.start('import', 'import-running', (given) => ((watch = given), work.promise)));
    expect(jobs.view()).toMatchObject({ running: { jobId, kind: 'import', done: 0, total: 0 }, finished: null });
    for (const done of [1, 2, 3]) (watch as TaskWatch | null)?.onProgress(progress(done));
    expect(jobs.view()).toEqual({ running: { jobId, kind: 'import', ...progress(3) }, finished: null });
    work.resolve(ok({}));
    await jobs.stop();
    expect(jobs.view()).toMatchObject({ running: null, finished: { jobId, outcome: 'done' } });
  });
});
