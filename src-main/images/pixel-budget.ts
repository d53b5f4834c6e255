interface Waiting {
  pixels: number;
  start: () => void;
}

/** Lets images be decoded side by side as long as their pixels together stay below a limit; one image may always start. */
export class PixelBudget {
  readonly #limit: number;
  #used = 0;
  readonly #waiting: Waiting[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs the work as soon as its pixels fit, in the order of asking. */
  async run<T>(pixels: number, work: () => Promise<T>): Promise<T> {
    await this.#enter(pixels);
    try {
      return await work();
    } finally {
      this.#used -= pixels;
      this.#admit();
    }
  }

  #enter(pixels: number): Promise<void> {
    return new Promise((start) => {
      this.#waiting.push({ pixels, start });
      this.#admit();
    });
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#fits(next.pixels); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#used += next.pixels;
      next.start();
    }
  }

  #fits(pixels: number): boolean {
    return this.#used === 0 || this.#used + pixels <= this.#limit;
  }
}
