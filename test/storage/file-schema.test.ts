import { expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { connectTo } from '../../src-main/storage/connection';
import { listSchema } from '../../src-main/storage/dialects/sqlite';
import { KNOWN_VERSION, migrateTo } from '../../src-main/storage/migrate';
import { FILE_SCHEMA_DIGESTS } from '../../src-main/storage/migrations/file-schema-digests';

const VERSIONS = Array.from({ length: KNOWN_VERSION }, (_, i) => ({ version: i + 1 }));

test.each(VERSIONS)('version $version makes the schema that stores in use were made with', async ({ version }) => {
  const empty = connectTo(':memory:', 'write');
  await migrateTo(empty.db, version);
  const digest = sha256Hex((await listSchema(empty.db)).join('\n'));
  await empty.close();
  expect(digest).toBe(FILE_SCHEMA_DIGESTS[version]);
});
