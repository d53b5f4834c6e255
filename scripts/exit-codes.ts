import { constants } from 'node:os';

/** What the tasks' own exit codes mean; a started program's code is passed on as it is. */
export const exitCode = {
  ok: 0,
  /** The task ran and failed. */
  failed: 1,
  /** The task's name or arguments make no sense. */
  usage: 2,
  /** Something is missing that set-up could not bring; the message names the remedy. */
  setUpNeeded: 3,
} as const;

/** A task cannot go on for a reason that a person can mend; the message is all that is shown. */
export class TaskStopped extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Exit code of a program that ended: by itself, or by a signal as shells count it (128 + number). */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code !== null) return code;
  return signal === null ? exitCode.failed : 128 + constants.signals[signal];
}
