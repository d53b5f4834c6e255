import { randomUUID } from 'node:crypto';
import type { PackageJobResult, PackageJobsView, PackageJobView } from '../../src-preload/contract/packages';
import type { RefusalCode } from '../domain/refusal';
import { err, ok } from '../domain/result';
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

/** Begun, and nothing told yet. */
const NOT_YET = { phase: 'other', done: 0, total: 0, bytesDone: 0, bytesTotal: 0, remainingMs: null } as const;

/** One long package task at a time, told to the windows as it goes, stopped when asked. */
export class PackageJobs {
  private readonly announcer: Announcer;
  private readonly log: Log;
  private running: { jobId: string; abort: AbortController; view: PackageJobView } | null = null;
  private finished: PackageJobResult | null = null;
  private ended: Promise<void> = Promise.resolve();

  constructor(announcer: Announcer, log: Log) {
    this.announcer = announcer;
    this.log = log;
  }

  start(kind: Kind, busy: RefusalCode, work: (watch: TaskWatch) => Promise<Outcome<Finding>>): Outcome<{ jobId: string }> {
    if (this.running !== null) return refusal(busy);
    const jobId = randomUUID();
    const abort = new AbortController();
    this.running = { jobId, abort, view: { jobId, kind, ...NOT_YET } };
    this.finished = null;
    this.ended = this.follow(jobId, kind, abort, work);
    return ok({ jobId });
  }

  /** What a window is told that was not there when it was pushed. */
  view(): PackageJobsView {
    return { running: this.running?.view ?? null, finished: this.finished };
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
        const view = { jobId, kind, ...progress };
        if (this.running !== null) this.running.view = view;
        const now = Date.now();
        if (now - told < TELL_EVERY_MS && progress.done < progress.total) return;
        told = now;
        this.announcer.announce('packages.progress', view);
      },
    };
    const outcome = await work(watch).catch((cause: unknown) => this.unexpected(kind, cause));
    this.finished = resultOf(jobId, kind, outcome);
    this.running = null;
    this.announcer.announce('packages.finished', this.finished);
  }

  /** A bug: told under an incident number, with which the log tells the rest. */
  private unexpected(kind: Kind, cause: unknown): Outcome<Finding> {
    const incident = tellIncident(this.log, { kind }, 'package task failed', cause);
    return err({ code: 'unexpected' as const, params: { incident }, incident });
  }
}

function resultOf(jobId: string, kind: Kind, outcome: Outcome<Finding>): PackageJobResult {
  if (!outcome.ok) {
    const isCancelled = outcome.error.code === 'import-cancelled' || outcome.error.code === 'export-cancelled';
    return { jobId, kind, outcome: isCancelled ? 'cancelled' : 'failed', failure: outcome.error, report: null, exported: null };
  }
  const { report = null, exported = null } = outcome.value;
  // A refused package has a report like any other, and nothing of it was imported.
  if (report?.refused === true) return { jobId, kind, outcome: 'failed', failure: IMPORT_REFUSED, report, exported };
  return { jobId, kind, outcome: 'done', failure: null, report, exported };
}

const IMPORT_REFUSED = refusal('import-refused').error;
