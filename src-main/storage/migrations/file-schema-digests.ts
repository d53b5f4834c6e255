import type { Sha256 } from '../../domain/vocabulary';

/**
 * What the schema of a desk's own store is after each version, as SHA-256 of its listing (`listSchema` in dialects/sqlite.ts).
 * Written down, so that no start has to make an empty store to compare with; a test makes each of them.
 */
export const FILE_SCHEMA_DIGESTS: Readonly<Record<number, Sha256>> = {
  1: '2d2813a6024dfea4ae21e796fefa31df1cd37aef6b4fab32e5647029c5782a32',
  2: '497da86d365a461371436843126963f0a3cb9a30ec6613e054b7d35236580587',
  3: '1fc748d61e0df03b245d7b2b6465b14f911c7aa863e6972e0843b5f6ba020b07',
  4: '1898d8bf33dd738718bb5651e0857dc2854fe658dfde674c00816bf5f37e6b6c',
  5: '6f77ba86858c76e746e4b5d2ce767a60c2b598d77b34346ac000b95e02ccf2db',
};
