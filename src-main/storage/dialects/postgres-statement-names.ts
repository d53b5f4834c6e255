/** More different texts than the store's readings have: what comes after is parsed and planned each time. */
const NAMED_AT_MOST = 256;

/**
 * Names under which a server keeps statements prepared, one for each text: what is asked again is neither parsed nor planned
 * again. A server's plan for any value fits here, since each reading walks an index in its order and ends by a limit.
 */
export class StatementNames {
  readonly #names = new Map<string, { name: string }>();

  /** The name as a part of what is asked; nothing for a text that came too late to have one. */
  nameOf(text: string): { name: string } | null {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (this.#names.size >= NAMED_AT_MOST) return null;
    const named = { name: `read_${this.#names.size + 1}` };
    this.#names.set(text, named);
    return named;
  }
}
