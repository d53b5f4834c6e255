import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import type { ServerPlace } from '../server-address';
import { loadPostgresClient } from './postgres-client';
import type { PostgresClientLibrary } from './postgres-client';
import { StatementNames } from './postgres-statement-names';
import { ServerFailure, findSqlState, isConnectionLost, isPreparationLost } from './postgres-trouble';

export interface PoolUse {
  mode: 'read' | 'write' | 'bytes';
  /** Connections at most; they are made when they are needed and end when they are idle. */
  max: number;
  /** How long a write waits for another one, in milliseconds. */
  busyWaitMs: number;
  /** A server that does not answer for so long is given up, in milliseconds; null waits as long as the connection lives. */
  answerWithinMs: number | null;
}

const CONNECT_WITHIN_MS = 5_000;
const IDLE_MS = 30_000;
const KEEP_ALIVE_AFTER_MS = 5_000;
/** A desk that stops in the middle of a transaction (frozen, unplugged) keeps the others waiting no longer than this. */
const STALLED_WITHIN_MS = 15_000;

/** 64-bit integers (counts) as numbers: everything that a store counts is far below 2^53. */
function typesOf({ types }: PostgresClientLibrary): pg.CustomTypesConfig {
  return {
    getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string | Buffer) => unknown {
      if (oid === types.builtins.INT8 && format !== 'binary') return (value) => Number(value);
      return types.getTypeParser(oid, format) as (value: string | Buffer) => unknown;
    },
  } as pg.CustomTypesConfig;
}

/** The name in the certificate must be the one that was asked for, also when that is an IP address. */
function tlsOptions({ host, tls }: ServerPlace): pg.ClientConfig['ssl'] {
  if (tls === null) return false;
  return {
    rejectUnauthorized: true,
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(tls.rootCertificate === null ? {} : { ca: readFileSync(tls.rootCertificate, 'utf8') }),
  };
}

/** What every connection to a server is opened with: durable commits, names from one schema, no endless waits. */
export function clientConfig(library: PostgresClientLibrary, place: ServerPlace, busyWaitMs: number): pg.ClientConfig {
  return {
    host: place.host,
    port: place.port,
    database: place.database,
    ...(place.role === null ? {} : { user: place.role }),
    ...(place.password === null ? {} : { password: place.password }),
    ssl: tlsOptions(place),
    types: typesOf(library),
    application_name: 'countersign',
    options: '-c synchronous_commit=on -c search_path=public -c client_min_messages=warning',
    lock_timeout: busyWaitMs,
    idle_in_transaction_session_timeout: STALLED_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  };
}

/** Waits for a connection a bounded time; whoever waits for a free one of the pool waits as long as it takes. */
function boundedClient(library: PostgresClientLibrary): typeof pg.Client {
  return class extends library.Client {
    constructor(config?: pg.ClientConfig) {
      // The pool hides the password from whoever lists its options, a spread among them.
      super({ ...config, ...(config?.password === undefined ? {} : { password: config.password }), connectionTimeoutMillis: CONNECT_WITHIN_MS });
    }
  };
}

/** Ends a connection whose server went silent: all that waits on it fails at once. */
function giveUp(client: pg.PoolClient): void {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy(new Error('no answer in time'));
}

/** A statement that was cut off did nothing; of a COMMIT that was cut off nobody knows. */
function lostDuring(text: string, cause: unknown): ServerFailure {
  return new ServerFailure({ code: 'server-lost', applied: text === 'commit' ? 'unknown' : 'no' }, cause);
}

/** A reading that the server cannot do as it was prepared is as good as cut off: the next connection prepares it anew. */
function asFailure(client: pg.PoolClient, { name, text }: pg.QueryConfig, error: unknown): unknown {
  const isUnprepared = name !== undefined && isPreparationLost(error);
  if (isUnprepared) giveUp(client);
  return isUnprepared || isConnectionLost(error) ? lostDuring(text, error) : error;
}

async function ask<R>(client: pg.PoolClient, answerWithinMs: number | null, statement: pg.QueryConfig): Promise<PostgresQueryResult<R>> {
  const timer = answerWithinMs === null ? null : setTimeout(() => { giveUp(client); }, answerWithinMs);
  try {
    return await client.query(statement) as unknown as PostgresQueryResult<R>;
  } catch (error) {
    throw asFailure(client, statement, error);
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
}

function watched(client: pg.PoolClient, use: PoolUse, names: StatementNames | null): PostgresPoolClient {
  const query = <R>(text: string, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> =>
    ask(client, use.answerWithinMs, parameters.length === 0 ? { text } : { text, values: [...parameters], ...names?.nameOf(text) });
  return { query: query as PostgresPoolClient['query'], release: (destroy) => { client.release(destroy); } };
}

/** Refusals of the server itself (unknown role, wrong password, no such database) pass as they are. */
function connectFailure(error: unknown): unknown {
  return findSqlState(error) !== null && !isConnectionLost(error) ? error : new ServerFailure({ code: 'server-unreachable' }, error);
}

async function makePool(place: ServerPlace, use: PoolUse): Promise<pg.Pool> {
  const library = await loadPostgresClient();
  const pool = new library.Pool({ ...clientConfig(library, place, use.busyWaitMs), max: use.max, idleTimeoutMillis: IDLE_MS, allowExitOnIdle: true, Client: boundedClient(library) });
  const isToldElsewhere = (): void => undefined;
  pool.on('error', isToldElsewhere);
  pool.on('connect', (client) => { client.on('error', isToldElsewhere); });
  return pool;
}

/** Connections to a server, as Kysely takes them. A connection that broke is replaced by the next one that is asked for. */
export function openPool(place: ServerPlace, use: PoolUse): PostgresPool {
  let made: Promise<pg.Pool> | null = null;
  const names = use.mode === 'read' ? new StatementNames() : null;
  return {
    options: {},
    async connect() {
      const pool = await (made ??= makePool(place, use));
      return pool.connect().then((client) => watched(client, use, names), (error: unknown) => { throw connectFailure(error); });
    },
    end: async () => (await made)?.end(),
  };
}
