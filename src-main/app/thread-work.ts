import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refusal } from '../domain/refusal';
import type { DrawnPapers, ExportSummary, HeavyWork, TaskWatch } from '../workflows/package-ports';
import type { Outcome } from '../workflows/ports';
import { tellIncident } from './incident';
import type { Log } from './logger';
import { inTime } from '../storage/backup/place-watch';
import type { FromThread, HeavyTask, ToThread, WorkPlace } from './heavy-tasks';

const LONGEST_END_MS = 5_000;
const UNWATCHED: TaskWatch = { onProgress: () => undefined, signal: new AbortController().signal };

/** Heavy work in threads of its own, one per task: a task that fails badly takes its thread along and nothing else. */
export class ThreadWork implements HeavyWork {
  private readonly place: WorkPlace;
  private readonly log: Log;
  private readonly threads = new Set<Worker>();

  constructor(place: WorkPlace, log: Log) {
    this.place = place;
    this.log = log;
  }

  importPackage(input: Parameters<HeavyWork['importPackage']>[0], watch: TaskWatch): ReturnType<HeavyWork['importPackage']> {
    return this.run({ kind: 'import', ...input }, watch);
  }

  exportResults(input: { out: string; staffId: string | null }, watch: TaskWatch): Promise<Outcome<ExportSummary>> {
    return this.run({ kind: 'export', ...input }, watch);
  }

  countersign(input: { path: string; staffId: string | null }, watch: TaskWatch): Promise<Outcome<ExportSummary>> {
    return this.run({ kind: 'countersign', ...input }, watch);
  }

  writeSample(input: { out: string; candidates: number }, watch: TaskWatch): Promise<Outcome<null>> {
    return this.run({ kind: 'sample', ...input }, watch);
  }

  drawPapers(input: { registrationNo: string }): Promise<Outcome<DrawnPapers>> {
    return this.run({ kind: 'papers', ...input }, UNWATCHED);
  }

  backUp(input: { staffId: string | null }, watch: TaskWatch): ReturnType<HeavyWork['backUp']> {
    return this.run({ kind: 'backup', ...input }, watch);
  }

  backUpToFile(input: { out: string; staffId: string | null }, watch: TaskWatch): ReturnType<HeavyWork['backUpToFile']> {
    return this.run({ kind: 'backupFile', ...input }, watch);
  }

  checkWhole(watch: TaskWatch): ReturnType<HeavyWork['checkWhole']> {
    return this.run({ kind: 'checkWhole' }, watch);
  }

  bringMaterialsBack(input: Parameters<HeavyWork['bringMaterialsBack']>[0], watch: TaskWatch): ReturnType<HeavyWork['bringMaterialsBack']> {
    return this.run({ kind: 'materialsBack', ...input }, watch);
  }

  async dispose(): Promise<void> {
    // A thread that waits for a share which hangs does not end; the process ends without it.
    await inTime(Promise.all([...this.threads].map((thread) => thread.terminate())), LONGEST_END_MS);
  }

  private run<T>(task: HeavyTask, watch: TaskWatch): Promise<Outcome<T>> {
    const thread = new Worker(join(this.place.entriesDir, 'heavy-work.js'));
    this.threads.add(thread);
    const post = (message: ToThread): void => thread.postMessage(message);
    const cancel = (): void => post({ kind: 'cancel' });
    watch.signal.addEventListener('abort', cancel);
    return new Promise<Outcome<T>>((settle) => {
      thread.on('message', (message: FromThread) => {
        if (message.kind === 'progress') watch.onProgress(message.progress);
        else settle(message.outcome as Outcome<T>);
      });
      const failed = (cause: unknown): void => settle(this.unexpected(task, cause));
      thread.on('error', failed);
      thread.on('exit', (status) => {
        // Every thread is ended after its answer; one that ends by itself gave none.
        if (this.threads.has(thread)) failed(new Error(`the thread ended with ${status}`));
      });
      post({ kind: 'run', place: this.place, task });
    }).finally(() => {
      watch.signal.removeEventListener('abort', cancel);
      this.threads.delete(thread);
      void thread.terminate();
    });
  }

  private unexpected(task: HeavyTask, cause: unknown): Outcome<never> {
    return refusal('unexpected', { incident: tellIncident(this.log, { task: task.kind }, 'heavy work failed', cause) });
  }
}
