import type pg from 'pg';
import type { ServerPlace } from '../server-address';
import type { StoreChange } from '../change-feed';
import { CHANGE_CHANNEL } from './postgres-change-rules';
import { loadPostgresClient } from './postgres-client';
import { clientConfig } from './postgres-pool';

/** A connection of its own on which the server tells what was committed. */
export interface Listener {
  /** The server's clock, in milliseconds since 1970. Rejects when the server does not answer in time. */
  ask(withinMs: number): Promise<number>;
  close(): void;
}

export interface Listening {
  onChange(change: Partial<StoreChange>): void;
  /** The connection that `listenTo` answered with is gone; told once, also after `close`. */
  onEnd(): void;
}

const CONNECT_WITHIN_MS = 3_000;
const NO_WAITING_FOR_LOCKS_MS = 3_000;

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function askClock(client: pg.Client, withinMs: number): Promise<number> {
  const { rows: [row] } = await within(client.query<{ now: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as now'), withinMs);
  return row?.now ?? Number.NaN;
}

/** Anybody who may connect may send on the channel, whatever it is; what is no change of ours is nobody's news. */
function changeIn(payload: string | undefined): Partial<StoreChange> | null {
  try {
    const sent: unknown = JSON.parse(payload ?? '');
    return typeof sent === 'object' ? sent : null;
  } catch {
    return null;
  }
}

/** Connects and listens. Rejects when the server cannot be reached in a few seconds. */
export async function listenTo(place: ServerPlace, { onChange, onEnd }: Listening): Promise<Listener> {
  const library = await loadPostgresClient();
  const client = new library.Client({ ...clientConfig(library, place, NO_WAITING_FOR_LOCKS_MS), connectionTimeoutMillis: CONNECT_WITHIN_MS, idle_in_transaction_session_timeout: 0 });
  let ended = false;
  let listening = false;
  function end(): void {
    if (ended) return;
    ended = true;
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    if (listening) onEnd();
  }
  client.on('error', end);
  client.on('end', end);
  client.on('notification', ({ channel, payload }) => {
    const change = channel === CHANGE_CHANNEL ? changeIn(payload) : null;
    if (change !== null) onChange(change);
  });
  try {
    await client.connect();
    await within(client.query(`listen ${CHANGE_CHANNEL}`), CONNECT_WITHIN_MS);
  } catch (cause) {
    end();
    throw cause;
  }
  if (ended) throw new Error('the connection ended as it began');
  listening = true;
  return { ask: (withinMs) => askClock(client, withinMs), close: end };
}
