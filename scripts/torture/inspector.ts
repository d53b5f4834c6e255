import { Program } from './programs.ts';

/** What the prepared stores hold (test/torture/places.ts). */
export const HELD = { ready: { registrations: 54, seals: 0 }, older: { registrations: 600, seals: 3 }, lost: { registrations: 54, seals: 6 } } as const;

export interface StoreInQuestion {
  dir: string;
  /** Events of the transactions that the store said to have kept. */
  told: readonly { seq: number; hash: string }[];
  atLeast: { registrations: number; seals: number };
  /** Its backup place is looked at, too: the backups that were told, and the last event that was told to be mirrored. */
  place?: { backups: readonly string[]; mirrored: number };
  /** It was being restored from that place: what a person would do next is done first. */
  restoring?: boolean;
}

/** A program that looks at one store after the other. */
export class Inspector {
  readonly #program = new Program('inspect-stores.ts', []);

  /** What is wrong with a store that nobody has open; nothing, when it is whole. */
  async faultsOf(question: StoreInQuestion): Promise<readonly string[]> {
    this.#program.ask(JSON.stringify(question));
    const answer = await this.#program.nextLine();
    if (answer === null) throw new Error(`the inspector ended: ${this.#program.complaints}`);
    return JSON.parse(answer) as readonly string[];
  }

  end(): Promise<void> {
    return this.#program.end();
  }
}
