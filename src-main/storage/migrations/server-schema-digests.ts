import type { Sha256 } from '../../domain/vocabulary';

/**
 * What the schema of a server's store is after each version, as SHA-256 of its listing (dialects/postgres-schema-listing.ts).
 * A desk has no right to make an empty store beside it and compare, so the digests stand here; a test makes each of them.
 */
export const SERVER_SCHEMA_DIGESTS: Readonly<Record<number, Sha256>> = {
  1: '22b0748df7f0803815ec19b80e83dfe4b52ad8e30eb9a756b75469879278d2d1',
};
