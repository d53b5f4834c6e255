import { expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { connectTo } from '../../src-main/storage/connection';
import { listSchema, quickCheck } from '../../src-main/storage/dialects/sqlite';
import { FINAL_TABLES, GUARDED_TABLES } from '../../src-main/storage/guarded-tables';
import { KNOWN_VERSION, migrateTo } from '../../src-main/storage/migrate';

async function withSchema(work: (schema: readonly string[]) => Promise<void> | void, version = KNOWN_VERSION): Promise<void> {
  const connection = connectTo(':memory:', 'write');
  await migrateTo(connection.db, version);
  await work(await listSchema(connection.db));
  expect(await quickCheck(connection.db)).toBeNull();
  await connection.close();
}

/**
 * Stores in use were made by these very statements. A change here means that they are refused as damaged:
 * leave a shipped migration as it is and add the next one.
 */
const SCHEMA_DIGESTS = [
  { version: 1, digest: '2d2813a6024dfea4ae21e796fefa31df1cd37aef6b4fab32e5647029c5782a32' },
  { version: 2, digest: '497da86d365a461371436843126963f0a3cb9a30ec6613e054b7d35236580587' },
  { version: 3, digest: '1fc748d61e0df03b245d7b2b6465b14f911c7aa863e6972e0843b5f6ba020b07' },
  { version: 4, digest: '1898d8bf33dd738718bb5651e0857dc2854fe658dfde674c00816bf5f37e6b6c' },
  { version: 5, digest: '6f77ba86858c76e746e4b5d2ce767a60c2b598d77b34346ac000b95e02ccf2db' },
];

test.each(SCHEMA_DIGESTS)('version $version makes the schema that its stores were made with', async ({ version, digest }) => {
  await withSchema((schema) => {
    expect(sha256Hex(schema.join('\n'))).toBe(digest);
  }, version);
});

test('no version is without its schema', () => {
  expect(SCHEMA_DIGESTS.map(({ version }) => version)).toEqual(Array.from({ length: KNOWN_VERSION }, (_, index) => index + 1));
});

test('every table in which a registration has rows is guarded, or is known to prove nothing', async () => {
  await withSchema((schema) => {
    const owned = schema.filter((made) => made.startsWith('table ') && made.includes('"registration_no"')).map((made) => made.split(' ')[1]);
    const besides = ['staged_registration', 'staged_material_image', 'case_queue', 'claim', 'document', 'print_record', 'audit_event'];
    expect(owned.toSorted()).toEqual([...FINAL_TABLES, ...besides].toSorted());
  });
});

test('rows without a hidden number are guarded as such', async () => {
  await withSchema((schema) => {
    for (const { name, layout } of GUARDED_TABLES) {
      const made = schema.find((statement) => statement.startsWith(`table ${name} `)) ?? '';
      expect(made.endsWith('without rowid'), name).toBe(layout === 'clustered');
    }
  });
});
