import type { Sha256 } from '../../domain/vocabulary';

/**
 * What the schema of a server's store is after each version, as SHA-256 of its listing (dialects/postgres-schema-listing.ts).
 * A desk has no right to make an empty store beside it and compare, so the digests stand here; a test makes each of them.
 */
export const SERVER_SCHEMA_DIGESTS: Readonly<Record<number, Sha256>> = {
  1: 'c6d4ffc7eca13bced403d483015f485aa1e8e6235299cd9aa538c4da367f6d1c',
};
