import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCluster } from './postgres-cluster';
import type { PostgresCluster } from './postgres-cluster';

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket that answers with the port of the run's PostgreSQL server, started by the first who asks. */
    postgresDoor: string;
  }
}

/** One PostgreSQL server for a run of tests, started when the first file asks for it and stopped at the run's end. */
export default async function openDoor(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'countersign-door-'));
  let cluster: Promise<PostgresCluster> | null = null;
  const door = createServer((socket) => {
    socket.on('error', () => undefined);
    cluster ??= startCluster();
    cluster.then(({ port }) => socket.end(`port ${port}`), (error: unknown) => socket.end(String(error)));
  });
  door.listen(join(dir, 'door'));
  await once(door, 'listening');
  project.provide('postgresDoor', join(dir, 'door'));
  return async () => {
    door.close();
    await (await cluster?.catch(() => null))?.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

/** Port of the run's server on 127.0.0.1. Without PostgreSQL on the machine this fails, and with it every test that asks. */
export async function askForPort(door: string): Promise<number> {
  const socket = connect(door).setEncoding('utf8');
  let answer = '';
  for await (const text of socket) answer += String(text);
  const port = /^port (\d+)$/.exec(answer)?.[1];
  if (port === undefined) throw new Error(answer);
  return Number(port);
}
