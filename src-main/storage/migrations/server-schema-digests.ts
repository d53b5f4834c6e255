import type { Sha256 } from '../../domain/vocabulary';

/**
 * What the schema of a server's store is after each version, as SHA-256 of its listing (dialects/postgres-schema-listing.ts).
 * A desk has no right to make an empty store beside it and compare, so the digests stand here; a test makes each of them.
 */
export const SERVER_SCHEMA_DIGESTS: Readonly<Record<number, Sha256>> = {
  1: '4260c66710343ebed541110ffe8f3a8fb4be6d678e199b5feb82f94f51d3075b',
  2: '426ececa7a72840bdb17c48292494097d01dbbd93f4ab5094da22db773c27de6',
  3: '426ececa7a72840bdb17c48292494097d01dbbd93f4ab5094da22db773c27de6',
  4: '8609365b5c8b412f68026cc1bf387c3df11dd2591d9394a76959c57e5ce3d04c',
  5: '8609365b5c8b412f68026cc1bf387c3df11dd2591d9394a76959c57e5ce3d04c',
};
