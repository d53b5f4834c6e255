import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';

export interface PlayedSerialPort {
  path: string;
  /** Pulls the plug: the terminal hangs up. */
  unplug: () => Promise<void>;
}

/**
 * A security module on a real terminal device. `script` of util-linux opens the pair; what it passes on is raw, and what the
 * desk sends comes out of its standard output. `mangle`: what becomes of an answer on the line.
 */
export async function playedSerialPort(sam: SamSimulator, mangle: (answer: Uint8Array) => readonly Uint8Array[] = (answer) => [answer]): Promise<PlayedSerialPort> {
  const line = spawn('script', ['-qfc', 'stty raw -echo; tty; exec sleep 600', '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
  line.stdin.on('error', () => {});
  const [told] = (await once(line.stdout, 'data')) as [Buffer];
  line.stdout.on('data', (bytes: Buffer) => {
    for (const answer of sam.receive(bytes)) for (const piece of mangle(answer.bytes)) line.stdin.write(piece);
  });
  return {
    path: told.toString().trim(),
    unplug: async () => {
      if (line.exitCode !== null || line.signalCode !== null) return;
      const ended = once(line, 'exit');
      line.kill('SIGKILL');
      await ended;
    },
  };
}
