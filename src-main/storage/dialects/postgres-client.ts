import type pg from 'pg';

/** The client library of the server. */
export type PostgresClientLibrary = typeof pg;

/** Reads the library when a server is first spoken to: a desk on a store of its own starts without it. */
export async function loadPostgresClient(): Promise<PostgresClientLibrary> {
  return (await import('pg')).default;
}
