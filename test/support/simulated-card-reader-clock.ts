import { realScheduler, type Scheduler } from '../../src-main/devices/scheduler';

interface Task {
  dueAt: number;
  order: number;
  run: () => void;
}

/** Time that passes when a test says so. */
export class ManualScheduler implements Scheduler {
  #now = 0;
  #slept = 0;
  #order = 0;
  readonly #tasks = new Set<Task>();

  after(ms: number, run: () => void): () => void {
    const task = { dueAt: this.#now + ms, order: this.#order++, run };
    this.#tasks.add(task);
    return () => {
      this.#tasks.delete(task);
    };
  }

  wallMs(): number {
    return this.#now + this.#slept;
  }

  /** The machine sleeps: the clock on the wall goes on, timers stand still. */
  sleep(ms: number): void {
    this.#slept += ms;
  }

  get now(): number {
    return this.#now;
  }

  get waitingTasks(): number {
    return this.#tasks.size;
  }

  /** Lets `ms` milliseconds pass, with everything that falls due in them, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let task = this.#nextUntil(until); task !== undefined; task = this.#nextUntil(until)) {
      this.#now = task.dueAt;
      this.#tasks.delete(task);
      task.run();
      await settle();
    }
    this.#now = until;
  }

  #nextUntil(until: number): Task | undefined {
    const due = [...this.#tasks].filter((task) => task.dueAt <= until);
    return due.sort((a, b) => a.dueAt - b.dueAt || a.order - b.order)[0];
  }
}

/** Lets promises that are already resolved take effect. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

/** Real time, ten times as fast: time-outs of seconds pass in tenths of them. */
export const hurriedScheduler: Scheduler = { after: (ms, task) => realScheduler.after(ms / 10, task), wallMs: () => realScheduler.wallMs() * 10 };
