import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../places.ts';
import { PLAIN_NODE } from './workshop.ts';

/** Runs `work` with the addresses of so many empty, prepared databases on a PostgreSQL server that goes with it. */
export async function withDatabases<T>(count: number, work: (urls: readonly string[]) => Promise<T>): Promise<T> {
  const program = [join(root, 'test/support/plain-node-typescript.mjs'), join(import.meta.dirname, 'programs/serve-databases.ts')] as const;
  const server = spawn(process.execPath, ['--import', ...program, String(count)], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...PLAIN_NODE, NODE_OPTIONS: '' } });
  const ended = once(server, 'close');
  try {
    const line = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
    if (line.done) throw new Error('no PostgreSQL server');
    return await work(JSON.parse(line.value) as readonly string[]);
  } finally {
    server.stdin.end();
    await ended;
  }
}
