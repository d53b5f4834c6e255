import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import type { Readable } from 'node:stream';
import { exitCode, TaskStopped } from './exit-codes.ts';

const SCREEN = '1600x1000x24';
const ANSWERS_WITHIN_MS = 3000;

/** Environment of a program that opens windows. Newer Electrons would prefer the person's Wayland to our own DISPLAY. */
export interface DisplayEnv {
  DISPLAY?: string;
  XDG_SESSION_TYPE?: 'x11';
  WAYLAND_DISPLAY?: '';
}

/** Runs `work` on the screen that is there, or on a virtual one where there is none. */
export async function withDisplay<T>(work: (env: DisplayEnv) => Promise<T>): Promise<T> {
  return (await hasScreen()) ? work({}) : withVirtualDisplay(work);
}

/** Whether windows can open here: always but on Linux, where a display server must answer. */
export async function hasScreen(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const address = displayAddress(process.env['DISPLAY']);
  return address !== undefined && answers(address);
}

/**
 * Runs `work` under an Xvfb of its own, which ends with it, and also with this process, however that ends.
 * @throws TaskStopped when Xvfb does not start.
 */
export async function withVirtualDisplay<T>(work: (env: DisplayEnv) => Promise<T>): Promise<T> {
  if (process.platform !== 'linux') return work({});
  const server = await startXvfb();
  const stopAtExit = (): void => void server.stop();
  process.on('exit', stopAtExit);
  try {
    return await work({ DISPLAY: server.display, XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' });
  } finally {
    process.off('exit', stopAtExit);
    await server.stop();
  }
}

interface VirtualDisplay {
  display: string;
  stop: () => Promise<void>;
}

/** Xvfb looks for a free number by itself and writes it to the file descriptor 3. */
async function startXvfb(): Promise<VirtualDisplay> {
  const xvfb = ['Xvfb', '-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const [command = '', ...args] = endingWithUs(xvfb);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const errors: Buffer[] = [];
  child.stderr?.on('data', (bytes: Buffer) => errors.push(bytes));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const number = await Promise.race([firstLine(child.stdio[3] as Readable), ended.then(() => undefined)]);
  if (number === undefined) {
    throw new TaskStopped(exitCode.setUpNeeded, `Xvfb does not start:\n${Buffer.concat(errors).toString()}`);
  }
  return { display: `:${number}`, stop: () => (child.kill(), ended) };
}

/** Through setpriv the system ends the program with us even when we are killed and can end nothing ourselves. */
function endingWithUs(command: readonly string[]): readonly string[] {
  return existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'TERM', ...command] : command;
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  while (!text.includes('\n')) {
    const [bytes] = (await once(stream, 'data')) as [Buffer];
    text += bytes.toString();
  }
  return text.trim();
}

/**
 * Where the X server of a DISPLAY listens: `:1` and `unix:1.0` on a socket file, `host:1` on TCP port 6001.
 * Nothing for no or an unreadable DISPLAY.
 */
export function displayAddress(display: string | undefined): NetConnectOpts | undefined {
  const parts = /^(?<host>[^:]*):(?<number>\d+)(?:\.\d+)?$/.exec(display ?? '')?.groups;
  if (!parts) return undefined;
  const number = Number(parts['number']);
  const host = parts['host'] ?? '';
  if (host === '' || host === 'unix') return { path: `/tmp/.X11-unix/X${number}` };
  return { host, port: 6000 + number };
}

function answers(address: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: ANSWERS_WITHIN_MS });
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
