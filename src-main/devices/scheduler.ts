/** Time as devices see it, so that tests run a reader's life without waiting. */
export interface Scheduler {
  /** Calls `task` once after `ms` milliseconds. Returns the function that calls it off. */
  after(ms: number, task: () => void): () => void;
}

export const realScheduler: Scheduler = {
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
