import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { outFolder } from '../places.ts';

/** The simulated card reader as a program of its own, spoken to over its standard input, speaking to the desk over TCP. */
export class OutsideReader {
  readonly address: string;
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, address: string) {
    this.child = child;
    this.lines = lines;
    this.address = address;
  }

  static async start(): Promise<OutsideReader> {
    const child = spawn(process.execPath, [join(outFolder, 'main', 'simulated-reader.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const reading: Interface = createInterface({ input: child.stdout });
    const lines = reading[Symbol.asyncIterator]();
    const first = await lines.next();
    const { address } = JSON.parse(String(first.value)) as { address: string };
    return new OutsideReader(child, lines, address);
  }

  async present(card: object): Promise<void> {
    await this.ask({ do: 'present', card });
  }

  async lift(): Promise<void> {
    await this.ask({ do: 'lift' });
  }

  /** Pulls the plug, or makes something go wrong (`src-main/devices/simulated/reader-command.ts`). */
  async obey(command: { do: 'plug' | 'unplug' | 'becomeAnother' | 'workAgain' } | { do: 'fail'; fault: string; on?: string; times?: number }): Promise<void> {
    await this.ask(command);
  }

  stop(): void {
    this.child.stdin?.end();
  }

  private async ask(command: object): Promise<void> {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
    const answer = JSON.parse(String((await this.lines.next()).value)) as { ok: boolean; error?: string };
    if (!answer.ok) throw new Error(`simulated reader: ${answer.error}`);
  }
}
