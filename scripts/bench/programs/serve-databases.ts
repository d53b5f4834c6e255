// A program of its own: a throw-away PostgreSQL server with as many prepared databases as it is told. Prints their addresses as a
// desk has them, and serves until its input ends.
import { sql } from 'kysely';
import { connectToServer } from '../../../src-main/storage/connection';
import { prepareDatabase } from '../../../src-main/storage/prepare-database';
import { CLUSTER_OWNER, startCluster } from '../../../test/support/postgres-cluster';

const OWNER = 'site_owner';
const DESKS = 'desks';

const [, , count = '1'] = process.argv;
const cluster = await startCluster({ durable: true });
try {
  const server = connectToServer({ url: cluster.urlOf(CLUSTER_OWNER, 'postgres') }, { mode: 'write' });
  for (const role of [OWNER, DESKS]) await sql.raw(`create role ${role} login`).execute(server.db);
  const names = Array.from({ length: Number(count) }, (_, n) => `store_${n}`);
  for (const name of names) {
    await sql.raw(`create database ${name} owner ${OWNER}`).execute(server.db);
    await prepareDatabase({ url: cluster.urlOf(OWNER, name) }, DESKS);
  }
  await server.close();
  process.stdout.write(`${JSON.stringify(names.map((name) => cluster.urlOf(DESKS, name)))}\n`);
  for await (const ignored of process.stdin) void ignored;
} finally {
  await cluster.stop();
}
