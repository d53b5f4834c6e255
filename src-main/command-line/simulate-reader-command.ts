import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { WorkPlace } from '../app/heavy-tasks';
import { EXIT, type Terminal } from './terminal';

const HIGHEST_PORT = 65_535;

/** `readers --simulate`: a card reader of invented cards behind TCP; takes commands on standard input, ends with it. */
export function simulateReaderCommand({ entriesDir, nodePath }: WorkPlace, { port }: { port: string }, terminal: Terminal): Promise<number> {
  const wanted = Number(port);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > HIGHEST_PORT) {
    terminal.tell(`readers: --port takes a whole number from 0 (any that is free) to ${HIGHEST_PORT}`);
    return Promise.resolve(EXIT.usage);
  }
  const child = spawn(nodePath, [join(entriesDir, 'simulated-reader.js'), '--port', port], { stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('error', () => resolve(EXIT.problems));
    child.on('exit', (status) => resolve(status === 0 ? EXIT.done : EXIT.problems));
  });
}
