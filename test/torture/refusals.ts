import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';

const { ENODEV, ENOSPC, EROFS } = constants.errno;

/** What the desk has words for when a disk refuses. */
const TYPED = ['disk-full', 'disk-read-only', 'disk-failed', 'folder-unwritable', 'backup-place-full', 'backup-place-away', 'save-failed'];

/** Words that do not fit how a disk refuses. */
const UNFIT: Readonly<Record<number, readonly string[]>> = {
  [ENOSPC]: ['disk-read-only', 'folder-unwritable'], [EROFS]: ['disk-full', 'backup-place-full'], [ENODEV]: ['disk-full', 'disk-read-only', 'backup-place-full'],
};

export type Attempted = { ok: true } | { ok: false; error: { code: string } };

/** What was refused in a day on a disk that refuses, and what was not as it must be. */
export class Refusals {
  readonly refused: string[] = [];
  readonly faults: string[] = [];
  readonly #freed: string;
  readonly #unfit: readonly string[];

  /** `freed`: the file that tells the disk to be well again; `errno`: what it refuses with. */
  constructor(freed: string, errno: number) {
    this.#freed = freed;
    this.#unfit = UNFIT[errno] ?? [];
  }

  /** The disk is well from now on. */
  endTrouble(): void {
    writeFileSync(this.#freed, '');
  }

  async attempt<T extends Attempted>(name: string, work: () => Promise<T>): Promise<Extract<T, { ok: true }> | null> {
    try {
      const done: Attempted = await work();
      if (done.ok) return done as Extract<T, { ok: true }>;
      this.refused.push(`${name}: ${done.error.code}`);
      if (!TYPED.includes(done.error.code) || this.#unfit.includes(done.error.code)) this.faults.push(`${name} was refused with ${JSON.stringify(done.error)}`);
    } catch (error) {
      this.refused.push(`${name}: thrown`);
      this.faults.push(`${name} threw ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    }
    return null;
  }

  /** Once more when the disk is well again; then it must be done. `meanwhile` looks at what the refusal left, before. */
  async untilDone<T extends Attempted>(name: string, work: () => Promise<T>, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<Extract<T, { ok: true }>> {
    const done = await this.attempt(name, work);
    if (done !== null) return done;
    this.endTrouble();
    await meanwhile();
    const again = await this.attempt(`${name} again`, work);
    if (again === null) throw new Error(`${name} does not go on: ${this.faults.join('; ')} ${this.refused.join('; ')}`);
    return again;
  }
}
