import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteFile } from '../../src-main/storage/dialects/sqlite';
import { FINAL_TABLES } from '../../src-main/storage/guarded-tables';
import { createStore } from '../../src-main/storage/open-store';
import type { Store } from '../../src-main/storage/store';
import { storeReadyCase, storeSignedCase } from '../support/stored-cases';
import { TEST_KEY, STORE_CREATED_AT, TRAINING_FACTS, withTemporaryFolder } from '../support/temporary-store';

type Row = Record<string, string | number | null>;

/** A signed case and one that is ready to sign, in one store; raw SQL on a connection as the app opens it. */
interface Scene {
  store: Store;
  db: Database.Database;
  signed: string;
  open: string;
}

let scene: Scene;
let finish: () => void;
let finished: Promise<unknown>;

beforeAll(async () => {
  const ended = new Promise<void>((resolve) => { finish = resolve; });
  await new Promise<void>((ready, failed) => {
    finished = withTemporaryFolder(async (dir) => {
      const made = await createStore({ key: TEST_KEY, dir, facts: TRAINING_FACTS, createdAt: STORE_CREATED_AT });
      if (!made.ok) throw new Error(made.error.code);
      const [signed, open] = [await storeSignedCase(made.value, 1), await storeReadyCase(made.value, 2)];
      scene = { store: made.value, db: openSqliteFile(join(dir, 'countersign.db'), { mode: 'write', key: TEST_KEY }), signed, open };
      ready();
      await ended;
      scene.db.close();
      await made.value.close();
    });
    finished.catch(failed);
  });
});

afterAll(async () => {
  finish();
  await finished;
});

interface Column { name: string; pk: number; notnull: number; type: string }

function columnsOf(table: string): readonly Column[] {
  return scene.db.pragma(`table_info(${table})`) as Column[];
}

function hasRowNumber(table: string): boolean {
  const [found] = scene.db.pragma(`table_list(${table})`) as { wr: number }[];
  return found?.wr === 0;
}

/** Keys by which a row can push another one out: the primary key and every unique index that is not partial. */
function keysOf(table: string): readonly (readonly string[])[] {
  const indexes = (scene.db.pragma(`index_list(${table})`) as { name: string; unique: number; partial: number }[]).filter((index) => index.unique === 1 && index.partial === 0);
  const unique = indexes.map((index) => (scene.db.pragma(`index_info(${index.name})`) as { name: string }[]).map((column) => column.name));
  const primary = columnsOf(table).filter((column) => column.pk > 0).map((column) => column.name);
  return [primary, ...unique, ...(hasRowNumber(table) ? [['rowid']] : [])];
}

function rowOf(table: string, no: string): Row {
  const numbered = hasRowNumber(table) ? 'rowid as rowid, *' : '*';
  return scene.db.prepare(`select ${numbered} from ${table} where registration_no = ?`).get(no) as Row;
}

/** Everything that is final about the signed case. */
function record(): unknown {
  return FINAL_TABLES.map((table) => scene.db.prepare(`select * from ${table} where registration_no = ? order by 1, 2`).all(scene.signed));
}

function run(sql: string, ...values: (string | number | null | undefined)[]): void {
  scene.db.prepare(sql).run(values.map((value) => value ?? null));
}

/** Does what must not work; the record stays as it is, and the refusal names the rule. */
function isRefused(attempt: () => void): void {
  const before = record();
  let message = 'nothing was refused';
  try {
    attempt();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(/^(finality: case-signed|record: )/);
  expect(record()).toEqual(before);
}

function withoutRowNumber(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'rowid'));
}

/** A row like the given one that stands for itself: its own id, number and place. */
function freshCopy(table: string, row: Row): Row {
  const copy = withoutRowNumber(row);
  if ('id' in copy) copy['id'] = `fresh-${String(copy['id'])}`;
  if ('seq' in copy) copy['seq'] = 9000;
  for (const column of ['n', 'revision']) if (column in copy && table !== 'registration') copy[column] = 77;
  if (table === 'signed_picture') copy['section'] = 'fresh';
  return copy;
}

function insert(verb: string, table: string, row: Row, tail = ''): void {
  const names = Object.keys(row);
  run(`${verb} into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) ${tail}`, ...Object.values(row));
}

function otherValue(value: string | number | null | undefined): string | number {
  return typeof value === 'number' ? value + 1 : `${value ?? ''}x`;
}

const CONNECTIONS = [
  { name: 'as the app opens it', pragmas: [] },
  { name: 'with recursive triggers and foreign keys switched off', pragmas: ['recursive_triggers = off', 'foreign_keys = off'] },
] as const;

describe.each(CONNECTIONS)('on a connection $name', ({ pragmas }) => {
  beforeAll(() => {
    for (const pragma of pragmas) scene.db.pragma(pragma);
  });
  afterAll(() => {
    scene.db.pragma('recursive_triggers = on');
    scene.db.pragma('foreign_keys = on');
  });

  describe.each(FINAL_TABLES.map((table) => ({ table })))('a row of a signed case in $table', ({ table }) => {
    test('has a row to try on, signed and not', () => {
      expect(rowOf(table, scene.signed)).toBeDefined();
      if (table !== 'seal' && table !== 'signature' && table !== 'signed_picture') expect(rowOf(table, scene.open)).toBeDefined();
    });

    test('keeps every column against UPDATE', () => {
      for (const { name } of columnsOf(table)) {
        isRefused(() => { run(`update ${table} set ${name} = ? where registration_no = ?`, otherValue(rowOf(table, scene.signed)[name]), scene.signed); });
        isRefused(() => { run(`update or replace ${table} set ${name} = ${name} where registration_no = ?`, scene.signed); });
      }
    });

    test('cannot be deleted, alone or with all others', () => {
      isRefused(() => { run(`delete from ${table} where registration_no = ?`, scene.signed); });
      isRefused(() => { run(`delete from ${table}`); });
    });

    test('takes no other row beside it', () => {
      for (const verb of ['insert', 'insert or replace', 'insert or ignore', 'insert or fail', 'insert or rollback']) {
        isRefused(() => { insert(verb, table, freshCopy(table, rowOf(table, scene.signed))); });
      }
    });

    test('is not replaced by itself, by REPLACE or by UPSERT', () => {
      const row = rowOf(table, scene.signed);
      for (const verb of ['replace', 'insert or replace', 'insert or ignore']) isRefused(() => { insert(verb, table, row); });
      for (const key of keysOf(table).filter(([column]) => column !== 'rowid')) {
        isRefused(() => { insert('insert', table, row, `on conflict (${key.join(', ')}) do update set registration_no = registration_no`); });
        isRefused(() => { insert('insert', table, row, `on conflict (${key.join(', ')}) do nothing`); });
      }
    });

    test('is not pushed out by a row of another registration that brings its key', () => {
      const [signed, open] = [rowOf(table, scene.signed), rowOf(table, scene.open) ?? { ...rowOf(table, scene.signed), registration_no: scene.open }];
      for (const key of keysOf(table)) {
        const stolen = Object.fromEntries(key.map((column) => [column, signed[column] ?? null]));
        isRefused(() => { insert('insert or replace', table, { ...withoutRowNumber(open), ...stolen }); });
        if (!rowOf(table, scene.open)) continue;
        const sets = key.map((column) => `${column} = ?`).join(', ');
        isRefused(() => { run(`update or replace ${table} set ${sets} where registration_no = ?`, ...Object.values(stolen), scene.open); });
      }
    });

    test('is not moved away, and no row moves to it', () => {
      isRefused(() => { run(`update ${table} set registration_no = ? where registration_no = ?`, scene.open, scene.signed); });
      if (rowOf(table, scene.open)) isRefused(() => { run(`update or replace ${table} set registration_no = ? where registration_no = ?`, scene.signed, scene.open); });
    });
  });

  test('a row of the case that is not signed can still be changed, so the refusals above are about signing', () => {
    scene.db.exec('begin');
    const changed = FINAL_TABLES.filter((table) => table !== 'correction' && rowOf(table, scene.open)).map((table) => {
      const column = columnsOf(table).findLast((one) => one.pk === 0 && one.name !== 'registration_no' && !['case_state', 'sha256'].includes(one.name));
      run(`update ${table} set ${column?.name} = ${column?.name} where registration_no = ?`, scene.open);
      return table;
    });
    scene.db.exec('rollback');
    expect(changed).toEqual(['review_case', 'registration', 'material_image', 'identity_check', 'field_check', 'material_decision', 'review_pass', 'evidence', 'sheet']);
  });
});
