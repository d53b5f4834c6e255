import { tellIncident } from './incident';
import type { Log } from './logger';

/** Work that goes on after its call was answered, such as the papers of a case just signed. Nothing closes under it. */
export class Afterwards {
  private readonly log: Log;
  private readonly running = new Set<Promise<void>>();

  constructor(log: Log) {
    this.log = log;
  }

  add(work: Promise<void>): void {
    const tracked = work
      .catch((cause: unknown) => void tellIncident(this.log, {}, 'later work failed', cause))
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  async settle(): Promise<void> {
    await Promise.all(this.running);
  }
}
