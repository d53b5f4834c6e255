import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sql } from 'kysely';
import { connectToServer } from '../../src-main/storage/connection';
import { prepareDatabase } from '../../src-main/storage/prepare-database';
import { CLUSTER_OWNER, startCluster } from './postgres-cluster';
import type { PostgresCluster } from './postgres-cluster';

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket that answers with the port of the run's PostgreSQL server, started by the first who asks. */
    postgresDoor: string;
  }
}

/** Role that owns tables and rules, as a site's administrator has it. */
export const SITE_OWNER = 'site_owner';
/** Role of the desks: owns nothing, reads and writes rows. */
export const DESKS = 'desks';
/** A database that is prepared and has no store yet; tests take copies of it. */
export const PREPARED = 'prepared';

async function startPrepared(): Promise<PostgresCluster> {
  const cluster = await startCluster();
  const server = connectToServer({ url: cluster.urlOf(CLUSTER_OWNER, 'postgres') }, { mode: 'write' });
  try {
    for (const statement of [`create role ${SITE_OWNER} login`, `create role ${DESKS} login`, `create database ${PREPARED} owner ${SITE_OWNER}`]) await sql.raw(statement).execute(server.db);
    await prepareDatabase({ url: cluster.urlOf(SITE_OWNER, PREPARED) }, DESKS);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  } finally {
    await server.close();
  }
}

/** One PostgreSQL server for a run of tests, started when the first file asks for it and stopped at the run's end. */
export default async function openDoor(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'countersign-door-'));
  let cluster: Promise<PostgresCluster> | null = null;
  const door = createServer((socket) => {
    socket.on('error', () => undefined);
    cluster ??= startPrepared();
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
