import { join } from 'node:path';
import { sql } from 'kysely';
import { connectToServer } from '../../src-main/storage/connection';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import type { OpenStoreInput } from '../../src-main/storage/open-store';
import { withServerStore } from './server-store';
import { withTemporaryStore } from './temporary-store';

export type SqlValue = string | number | null;

/** Statements as anybody could send them over a connection that the app has opened. */
export interface RawSql {
  run(statement: string): Promise<void>;
  rows<Row = Record<string, SqlValue>>(statement: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** One of the engines that every story of the storage is told on. */
export interface Engine {
  name: 'SQLite' | 'PostgreSQL';
  withStore: typeof withTemporaryStore;
  openRaw(place: OpenStoreInput): RawSql;
  /** What the engine says itself. */
  says: { keyTaken: RegExp; brokenReference: RegExp };
}

function rawSqlite({ dir }: OpenStoreInput): RawSql {
  const database = openSqliteFile(join(dir, 'countersign.db'), { mode: 'write' });
  return {
    async run(statement) { database.exec(statement); },
    async rows<Row>(statement: string) { return database.prepare(statement).all() as Row[]; },
    async close() { database.close(); },
  };
}

function rawPostgres({ server }: OpenStoreInput): RawSql {
  if (server === undefined) throw new Error('this store is a file');
  const connection = connectToServer(server, { mode: 'write' });
  return {
    async run(statement) { await sql.raw(statement).execute(connection.db); },
    async rows<Row>(statement: string) { return (await sql.raw<Row>(statement).execute(connection.db)).rows; },
    close: () => connection.close(),
  };
}

export const SQLITE: Engine = {
  name: 'SQLite', withStore: withTemporaryStore, openRaw: rawSqlite, says: { keyTaken: /UNIQUE/, brokenReference: /FOREIGN KEY constraint failed/ },
};

export const POSTGRESQL: Engine = {
  name: 'PostgreSQL', withStore: withServerStore, openRaw: rawPostgres, says: { keyTaken: /duplicate key value/, brokenReference: /violates foreign key constraint/ },
};

export const ENGINES: readonly Engine[] = [SQLITE, POSTGRESQL];
