/** Time as devices see it, so that tests run a reader's life without waiting. */
export interface Scheduler {
  /** Calls `task` once after `ms` milliseconds. Returns the function that calls it off. */
  after(ms: number, task: () => void): () => void;
  /** Milliseconds on the clock of the wall, which goes on while the machine sleeps; timers stand still then. */
  wallMs(): number;
}

export const realScheduler: Scheduler = {
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  wallMs: () => Date.now(),
};
