/**
 * The site's one clock: the server's, as it was read last, carried on by this desk's steady clock. Leases and times of the
 * record agree at all desks, however wrong a desk's own clock is or however it is set meanwhile.
 */
export class ServerClock {
  #serverMs = Date.now();
  #steadyMs = performance.now();

  set(serverMs: number, steadyMs: number): void {
    this.#serverMs = serverMs;
    this.#steadyMs = steadyMs;
  }

  now(): Date {
    return new Date(this.#serverMs + performance.now() - this.#steadyMs);
  }
}
