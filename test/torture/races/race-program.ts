// Races on a throw-away server of its own, with what they are told as JSON; prints a report of each. Told to stop, it ends its desks
// and its server and removes its folders.
import { sql } from 'kysely';
import { connectToServer } from '../../../src-main/storage/connection';
import { prepareDatabase } from '../../../src-main/storage/prepare-database';
import { CLUSTER_OWNER, startCluster } from '../../support/postgres-cluster';
import { runRace, type Race } from './run-race';

const races = JSON.parse(process.argv[2] ?? '') as readonly Race[];
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
const cluster = await startCluster();
try {
  const owner = connectToServer({ url: cluster.urlOf(CLUSTER_OWNER, 'postgres') }, { mode: 'write' });
  for (const statement of ['create role site_owner login', 'create role desks login']) await sql.raw(statement).execute(owner.db);
  for (const [index, race] of races.entries()) {
    stop.signal.throwIfAborted();
    const database = `race_${index}`;
    await sql.raw(`create database ${database} owner site_owner`).execute(owner.db);
    await prepareDatabase({ url: cluster.urlOf('site_owner', database) }, 'desks');
    const ground = { port: cluster.port, urlOf: (port: number) => `postgresql://desks@127.0.0.1:${port}/${database}`, superuserUrl: cluster.urlOf(CLUSTER_OWNER, 'postgres') };
    process.stdout.write(`${JSON.stringify(await runRace(race, ground, stop.signal))}\n`);
    await sql.raw(`drop database ${database} with (force)`).execute(owner.db);
  }
  await owner.close();
} catch (cause) {
  if (!stop.signal.aborted) throw cause;
  process.exitCode = 1;
} finally {
  await cluster.stop();
}
