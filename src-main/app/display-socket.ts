import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** `__SO_ACCEPTCON` among the flags of /proc/net/unix: somebody accepts connections here. */
const LISTENING = /^\S+: \S+ \S+ [0-9A-F]{3}1[0-9A-F]{4} \S+ \S+ +\d+ (.+)$/;
const PATIENCE_MS = 5_000;
const CONNECT = "require('node:net').connect(process.argv[1]).on('connect', () => process.exit(0)).on('error', () => process.exit(1))";

/** Whether `table` (/proc/net/unix) names a listener at the path, as a file or as an abstract name. */
export function isListedAsListening(table: string, path: string): boolean {
  return table.split('\n').some((line) => {
    const name = LISTENING.exec(line)?.[1];
    return name === path || name === `@${path}`;
  });
}

function readTable(): string {
  try {
    return readFileSync('/proc/net/unix', 'latin1');
  } catch {
    return '';
  }
}

/** Connects and waits for the outcome, which Node itself cannot do at once. Where `nodePath` does not run, the file is taken at its word. */
function takesConnection(path: string, nodePath: string): boolean {
  const { error, status } = spawnSync(nodePath, ['-e', CONNECT, path], { env: {}, stdio: 'ignore', timeout: PATIENCE_MS });
  return error !== undefined || status === 0;
}

/**
 * Whether a display answers at a socket. A file alone says nothing: it outlives the display that made it. The kernel's list
 * tells at no cost; a listener that it does not show (a display that a container was lent) is tried.
 */
export function displayAnswers(path: string, nodePath: string): boolean {
  return isListedAsListening(readTable(), path) || (existsSync(path) && takesConnection(path, nodePath));
}
