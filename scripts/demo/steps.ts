import { say } from '../say.ts';

/** Tells each step of the demonstration with its time, and numbers the pictures. */
export class Steps {
  private readonly began = performance.now();
  private last = this.began;
  private number = 0;

  /** Told when the step is done; answers with the picture's name. */
  done(name: string, what: string): string {
    const now = performance.now();
    this.number += 1;
    const number = String(this.number).padStart(2, '0');
    say(`demo ${number} ${((now - this.last) / 1000).toFixed(1).padStart(5)} s  ${what}`);
    this.last = now;
    return `${number}-${name}.png`;
  }

  seconds(): number {
    return (performance.now() - this.began) / 1000;
  }
}
