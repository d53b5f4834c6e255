import { expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { connectToServer } from '../../src-main/storage/connection';
import { listPostgresSchema } from '../../src-main/storage/dialects/postgres-schema-listing';
import { FINAL_TABLES } from '../../src-main/storage/guarded-tables';
import { KNOWN_VERSION } from '../../src-main/storage/migrate';
import { SERVER_SCHEMA_DIGESTS } from '../../src-main/storage/migrations/server-schema-digests';
import { prepareDatabase } from '../../src-main/storage/prepare-database';
import { DESKS, SITE_OWNER } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';

/** The listing of a database that was brought to this version from nothing. */
function withSchema(version: number, work: (schema: readonly string[]) => void): Promise<void> {
  return withTestDatabase(async (database) => {
    await prepareDatabase({ url: database.urlOf(SITE_OWNER) }, DESKS, version);
    const connection = connectToServer({ url: database.urlOf() }, { mode: 'read' });
    work(await listPostgresSchema(connection.db));
    await connection.close();
  }, null);
}

const VERSIONS = Array.from({ length: KNOWN_VERSION }, (_, i) => ({ version: i + 1 }));

test.each(VERSIONS)('version $version makes the schema that servers in use were made with', async ({ version }) => {
  await withSchema(version, (schema) => {
    expect(sha256Hex(schema.join('\n'))).toBe(SERVER_SCHEMA_DIGESTS[version]);
  });
});

test('every text of every table is compared by its bytes', async () => {
  await withSchema(KNOWN_VERSION, (schema) => {
    const texts = schema.filter((line) => /^column \S+ \d+ \S+ text /.test(line));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((line) => !/ text (true|false) {3}C /.test(line))).toEqual([]);
  });
});

test('every final table refuses insert, update, delete and truncate by a rule that no session can switch off', async () => {
  await withSchema(KNOWN_VERSION, (schema) => {
    const [row, insert, remove, update, truncate, before] = [1, 4, 8, 16, 32, 2];
    for (const table of [...FINAL_TABLES, 'document', 'print_record', 'audit_event', 'material_bytes']) {
      const triggers = schema.filter((line) => line.startsWith(`trigger ${table} `)).map((line) => line.split(' '));
      const covered = triggers.filter(([, , , type, enabled]) => enabled === 'A' && (Number(type) & before) !== 0).reduce((all, [, , , type]) => all | Number(type), 0);
      const wanted = table === 'material_bytes' ? row | remove | update | truncate : row | insert | remove | update | truncate;
      expect(covered & wanted, table).toBe(wanted);
    }
  });
});
