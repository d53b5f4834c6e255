import { join } from 'node:path';
import { sql } from 'kysely';
import { connectToServer } from '../../src-main/storage/connection';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import { DESKS, SITE_OWNER } from './postgres-on-demand';
import { withServerStore } from './server-store';
import { TEST_KEY, withTemporaryStore } from './temporary-store';

export type SqlValue = string | number | null;

/** Statements as anybody could send them past the store. */
export interface RawSql {
  run(statement: string): Promise<void>;
  rows<Row = Record<string, SqlValue>>(statement: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** One of the engines that every story of the storage is told on. */
export interface Engine {
  name: 'SQLite' | 'PostgreSQL';
  withStore: typeof withTemporaryStore;
  /** A session with as many rights as the rules leave anybody: the file itself, or the owner of the tables. */
  openRaw(place: OpenStoreInput): RawSql;
  /** Ways to say INSERT. */
  inserting: readonly { verb: string; tail: string }[];
  /** Another value for a number that the engine gives out. */
  otherSeq: string;
  /** What the engine says itself. */
  says: { keyTaken: RegExp; brokenReference: RegExp };
}

function rawSqlite({ dir }: OpenStoreInput): RawSql {
  const database = openSqliteFile(join(dir, 'countersign.db'), { mode: 'write', key: TEST_KEY });
  return {
    async run(statement) { database.exec(statement); },
    async rows<Row>(statement: string) { return database.prepare(statement).all() as Row[]; },
    async close() { database.close(); },
  };
}

function rawPostgres({ server }: OpenStoreInput): RawSql {
  if (server === undefined) throw new Error('this store is a file');
  const connection = connectToServer({ url: server.url.replace(`//${DESKS}@`, `//${SITE_OWNER}@`) }, { mode: 'write' });
  return {
    async run(statement) { await sql.raw(statement).execute(connection.db); },
    async rows<Row>(statement: string) { return (await sql.raw<Row>(statement).execute(connection.db)).rows; },
    close: () => connection.close(),
  };
}

export const SQLITE: Engine = {
  name: 'SQLite', withStore: withTemporaryStore, openRaw: rawSqlite, otherSeq: '99',
  inserting: [{ verb: 'insert', tail: '' }, { verb: 'insert or replace', tail: '' }, { verb: 'insert or ignore', tail: '' }],
  says: { keyTaken: /UNIQUE/, brokenReference: /FOREIGN KEY constraint failed/ },
};

export const POSTGRESQL: Engine = {
  name: 'PostgreSQL', withStore: withServerStore, openRaw: rawPostgres, otherSeq: 'default',
  inserting: [{ verb: 'insert', tail: '' }, { verb: 'insert', tail: 'on conflict do nothing' }],
  says: { keyTaken: /duplicate key value/, brokenReference: /violates foreign key constraint/ },
};

export const ENGINES: readonly Engine[] = [SQLITE, POSTGRESQL];
