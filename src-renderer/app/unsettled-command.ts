import type { DeskRefusal } from './desk-refusal';

/** A lost answer of this machine comes at once or never; a lost server may be back within half a minute. */
const RESENDS = 2;
const RESENDS_TO_SERVER = 60;
export const RESEND_AFTER_MS = { here: 200, server: 500 };

/**
 * The command whose answer is not known: the desk may have done it or not. It is sent again under its own id, by itself for
 * a while and with the next press of the same button, and so happens once.
 */
export class UnsettledCommand {
  #sent: { input: string; commandId: string } | null = null;
  #isOpen = false;

  /** The id for this input: the earlier one when the very same was sent and nobody knows what became of it. */
  idFor(input: object): string {
    const text = JSON.stringify(input);
    if (this.#isOpen && this.#sent?.input === text) return this.#sent.commandId;
    this.#sent = { input: text, commandId: crypto.randomUUID() };
    this.#isOpen = false;
    return this.#sent.commandId;
  }

  /** Whether to send again now. A server that was not reached before anything was sent is the person's to try again. */
  goesAgain(failures: number, refusal: DeskRefusal): boolean {
    if (refusal.lost) return failures <= RESENDS;
    if (refusal.code === 'server-lost') this.#isOpen = true;
    const isAway = refusal.code === 'server-lost' || refusal.code === 'server-unreachable';
    return this.#isOpen && isAway && failures <= RESENDS_TO_SERVER;
  }

  /** An answer came, or a refusal that says that nothing was done. */
  settle(refusal: DeskRefusal | null): void {
    const isUnknown = refusal !== null && (refusal.lost || refusal.code === 'server-lost' || refusal.code === 'server-unreachable');
    if (!isUnknown) this.#isOpen = false;
  }
}
