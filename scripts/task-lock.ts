import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { root } from './places.ts';
import { say } from './say.ts';

/**
 * Runs `work` while no other process of this repository runs work under the same name. The lock is a local socket
 * that its holder listens on: the system closes it with the process, so that none is ever left behind, and the
 * others wait on its closing.
 */
export async function withTaskLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const address = lockAddress(name);
  if (address === undefined) return work();
  let told = false;
  let lock = await tryTake(address);
  while (lock === undefined) {
    if (!told) say(`waiting for another ${name} in this folder to end`);
    told = true;
    await untilReleased(address);
    lock = await tryTake(address);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Sockets without a file exist on Linux and Windows; elsewhere there is no lock. */
function lockAddress(name: string): string | undefined {
  const id = `countersign-${name}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return `\0${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : undefined;
}

interface Lock {
  release: () => void;
}

async function tryTake(address: string): Promise<Lock | undefined> {
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => socket.destroy());
  });
  server.listen(address);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  return {
    release: () => {
      server.close();
      for (const socket of waiting) socket.destroy();
    },
  };
}

function untilReleased(address: string): Promise<void> {
  const waiting = connect(address);
  waiting.on('error', () => waiting.destroy());
  waiting.resume();
  return new Promise((resolve) => waiting.on('close', () => resolve()));
}
