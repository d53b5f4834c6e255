import { randomUUID } from 'node:crypto';
import type { PackageJobResult } from '../../src-preload/contract/packages';
import type { RefusalCode } from '../domain/refusal';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Outcome } from '../workflows/ports';
import type { TaskWatch } from '../workflows/package-ports';
import type { Announcer } from './announcer';
import { tellIncident } from './incident';
import type { Log } from './logger';

type Kind = PackageJobResult['kind'];
type Finding = Partial<Pick<PackageJobResult, 'report' | 'exported'>>;

/** How often a window is told, at the most. */
const TELL_EVERY_MS = 100;

/** One long package task at a time, told to the windows as it goes, stopped when asked. */
export class PackageJobs {
  private readonly announcer: Announcer;
  private readonly log: Log;
  private running: { jobId: string; kind: Kind; abort: AbortController } | null = null;
  private ended: Promise<void> = Promise.resolve();

  constructor(announcer: Announcer, log: Log) {
    this.announcer = announcer;
    this.log = log;
  }

  start(kind: Kind, busy: RefusalCode, work: (watch: TaskWatch) => Promise<Outcome<Finding>>): Outcome<{ jobId: string }> {
    if (this.running !== null) return refusal(busy);
    const jobId = randomUUID();
    const abort = new AbortController();
    this.running = { jobId, kind, abort };
    this.ended = this.follow(jobId, kind, abort, work);
    return ok({ jobId });
  }

  cancel(jobId: string): void {
    if (this.running?.jobId === jobId) this.running.abort.abort();
  }

  async stop(): Promise<void> {
    this.running?.abort.abort();
    await this.ended;
  }

  private async follow(jobId: string, kind: Kind, abort: AbortController, work: (watch: TaskWatch) => Promise<Outcome<Finding>>): Promise<void> {
    let told = 0;
    const watch: TaskWatch = {
      signal: abort.signal,
      onProgress: (progress) => {
        const now = Date.now();
        if (now - told < TELL_EVERY_MS && progress.done < progress.total) return;
        told = now;
        this.announcer.announce('packages.progress', { jobId, kind, ...progress });
      },
    };
    const outcome = await work(watch).catch((cause: unknown) => this.unexpected(kind, cause));
    this.running = null;
    const cancelled = !outcome.ok && (outcome.error.code === 'import-cancelled' || outcome.error.code === 'export-cancelled');
    this.announcer.announce('packages.finished', {
      jobId, kind, outcome: outcome.ok ? 'done' : cancelled ? 'cancelled' : 'failed', failure: outcome.ok ? null : outcome.error,
      report: outcome.ok ? (outcome.value.report ?? null) : null, exported: outcome.ok ? (outcome.value.exported ?? null) : null,
    });
  }

  /** A bug: told under an incident number, with which the log tells the rest. */
  private unexpected(kind: Kind, cause: unknown): Outcome<Finding> {
    return refusal('unexpected', { incident: tellIncident(this.log, { kind }, 'package task failed', cause) });
  }
}
