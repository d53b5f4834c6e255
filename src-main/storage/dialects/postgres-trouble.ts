import type { StorageTrouble } from '../store';

/** Thrown by connections to a server that cannot be used any more. */
export class ServerFailure extends Error {
  readonly trouble: Extract<StorageTrouble, { code: 'server-unreachable' | 'server-lost' }>;

  constructor(trouble: ServerFailure['trouble'], cause: unknown) {
    super(`server: ${trouble.code}`, { cause });
    this.trouble = trouble;
  }
}

/** SQLSTATE of an error that PostgreSQL reported (`55P03`), null for anything else. */
export function findSqlState(error: unknown): string | null {
  const code = error instanceof Error && 'severity' in error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** States after which the server has ended the session: shut down, restarting, idle in a transaction for too long. */
const SESSION_ENDED = /^(57P0[1235]|25P03|08...)$/;
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
const CLIENT_MESSAGES = /^(Connection terminated|Client has encountered a connection error|Client was closed|Postgres connection has been discarded|no answer in time|timeout expired)/;

/** True when the error says that the connection is gone, and nothing about the statement. */
export function isConnectionLost(error: unknown): boolean {
  const state = findSqlState(error);
  if (state !== null) return SESSION_ENDED.test(state);
  if (!(error instanceof Error)) return false;
  return ('code' in error && SOCKET_CODES.has(String(error.code))) || CLIENT_MESSAGES.test(error.message);
}

/** True for a prepared reading that the server has forgotten, or whose tables have changed under it ("cached plan must not change result type"). */
export function isPreparationLost(error: unknown): boolean {
  return ['26000', '0A000'].includes(findSqlState(error) ?? '');
}

/** True when the transaction was undone because of another one: done again, it may well succeed. */
export function isUndoneByAnother(error: unknown): boolean {
  return ['40001', '40P01'].includes(findSqlState(error) ?? '');
}

/** SQLSTATE classes and codes (PostgreSQL, appendix A) in the words of the storage. */
const TROUBLES: readonly { when: RegExp; trouble: (detail: string) => StorageTrouble }[] = [
  { when: /^53100$/, trouble: () => ({ code: 'disk-full' }) },
  { when: /^25006$/, trouble: () => ({ code: 'disk-read-only' }) },
  { when: /^(55P03|40001|40P01|53[0-9A-Z]{3})$/, trouble: () => ({ code: 'store-busy' }) },
  { when: /^58[0-9A-Z]{3}$/, trouble: (detail) => ({ code: 'disk-failed', detail }) },
  { when: /^XX00[12]$/, trouble: (detail) => ({ code: 'store-damaged', detail }) },
];

/** As `findTrouble` of the other engine: what went wrong in the words of the storage; null for a fault of the program. */
export function findPostgresTrouble(error: unknown): StorageTrouble | null {
  if (error instanceof ServerFailure) return error.trouble;
  if (isConnectionLost(error)) return { code: 'server-lost', applied: 'no' };
  const state = findSqlState(error);
  if (state === null || !(error instanceof Error)) return null;
  if (state === 'P0001' && error.message === 'finality: case-signed') return { code: 'case-signed' };
  return TROUBLES.find(({ when }) => when.test(state))?.trouble(`${state}: ${error.message}`) ?? null;
}
