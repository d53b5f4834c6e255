import { sql } from 'kysely';
import { inject } from 'vitest';
import { connectToServer } from '../../src-main/storage/connection';
import type { StoreFacts } from '../../src-main/storage/store';
import { CLUSTER_OWNER } from './postgres-cluster';
import { DESKS, PREPARED, SITE_OWNER, askForPort } from './postgres-on-demand';
import { TEST_KEY, withStoreAt, withTemporaryFolder } from './temporary-store';
import type { TemporaryStore } from './temporary-store';

/** A database of the run's server, for one test. */
export interface TestDatabase {
  name: string;
  port: number;
  /** Address as a desk has it, or as another role. */
  urlOf(role?: string): string;
}

let made = 0;

async function asSuperuser(port: number, statement: string): Promise<void> {
  const server = connectToServer({ url: `postgresql://${CLUSTER_OWNER}@127.0.0.1:${port}/postgres` }, { mode: 'write' });
  try {
    await sql.raw(statement).execute(server.db);
  } finally {
    await server.close();
  }
}

/** A copy of the prepared database, or an empty one; gone when the test ends, whoever is connected. */
export async function withTestDatabase<T>(work: (database: TestDatabase) => Promise<T>, from: string | null = PREPARED): Promise<T> {
  const port = await askForPort(inject('postgresDoor'));
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await asSuperuser(port, `create database ${name} owner ${SITE_OWNER}${from === null ? '' : ` template ${from}`}`);
  try {
    return await work({ name, port, urlOf: (role = DESKS) => `postgresql://${role}@127.0.0.1:${port}/${name}` });
  } finally {
    await asSuperuser(port, `drop database ${name} with (force)`);
  }
}

/** A real store on a server for one test, with a folder of its own for the desk. */
export function withServerStore<T>(work: (temporary: TemporaryStore) => Promise<T>, facts: Partial<StoreFacts> = {}): Promise<T> {
  return withTestDatabase((database) => withTemporaryFolder((dir) => withStoreAt({ dir, key: TEST_KEY, server: { url: database.urlOf() } }, work, facts)));
}
