import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { FIELD_HEADERS, FIELD_KEYS } from '../../src-main/domain/fields';
import type { RegistrationRow } from '../../src-main/domain/registration-row';
import { readHeader } from '../../src-main/packages/registration-columns';
import { csvRows } from '../../src-main/packages/registration-csv';
import { decodeText, detectEncoding } from '../../src-main/packages/registration-encoding';
import { readMaterials, type MaterialsReading } from '../../src-main/packages/registration-materials';
import { openRegistrationPackage, readPackageHead } from '../../src-main/packages/registration-package';
import { findEncoding, readCandidates, type TableEnd, type TableFile } from '../../src-main/packages/registration-table';
import type { PackageContainer } from '../../src-main/packages/registration-container';
import type { Manifest } from '../../src-main/packages/registration-manifest';
import { candidate, candidatesCsv, changeManifest, packageFiles, writeFolderPackage, type PackageFiles } from '../support/registration-package';
import { withTemporaryFolder } from '../support/temporary-store';

interface OpenTable {
  container: PackageContainer;
  manifest: Manifest;
  table(path: string): TableFile;
}

function withPackage<T>(files: PackageFiles, work: (open: OpenTable) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (dir) => {
    const opened = await openRegistrationPackage(await writeFolderPackage(join(dir, 'package'), files));
    if (!opened.ok) throw new Error(opened.error.code);
    const head = await readPackageHead(opened.value, { knownMaterials: new Set(['ID']), senders: [] });
    const table = (path: string): TableFile => {
      const file = head.files.find((candidateFile) => candidateFile.path === path);
      if (file === undefined || file.entry === null) throw new Error(`no ${path}`);
      return { ...file, entry: file.entry };
    };
    if (head.manifest === null) throw new Error('no manifest');
    return work({ container: opened.value, manifest: head.manifest, table });
  });
}

async function readTable(files: PackageFiles): Promise<{ rows: readonly RegistrationRow[]; end: TableEnd; encoding: string }> {
  return withPackage(files, async ({ container, manifest, table }) => {
    const rows: RegistrationRow[] = [];
    const encoding = await findEncoding(container, table('candidates.csv'), manifest.candidates.encoding);
    const end = await readCandidates(container, table('candidates.csv'), encoding, (row) => { rows.push(row); });
    return { rows, end, encoding };
  });
}

function codesOf({ problems }: { problems: readonly { code: string; column: string | null }[] }): readonly string[] {
  return problems.map(({ code, column }) => (column === null ? code : `${code} ${column}`));
}

async function* cut(bytes: Uint8Array, at: readonly number[]): AsyncGenerator<Uint8Array> {
  const ends = [...new Set(at.map((position) => position % (bytes.length + 1)))].toSorted((a, b) => a - b);
  for (const [i, end] of [...ends, bytes.length].entries()) yield bytes.subarray(ends[i - 1] ?? 0, end);
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

describe('the encoding of a table', () => {
  const texts = fc.string({ unit: 'binary' }).map((text) => `姓名,${text.replaceAll(/[\p{Cs}\uFEFF]/gu, '')}㛃𬭎·\n龘·`);

  test('is read the same wherever the stream is cut', async () => {
    await fc.assert(fc.asyncProperty(texts, fc.array(fc.nat()), fc.constantFrom('utf-8' as const, 'gb18030' as const), async (text, at, encoding) => {
      const bytes = iconv.encode(text, encoding);
      const whole = iconv.decode(bytes, encoding);
      expect(await textOf(decodeText(cut(bytes, at), encoding))).toBe(whole);
    }), { numRuns: 200 });
  });

  test('is UTF-8 when every byte is, wherever the stream is cut', async () => {
    await fc.assert(fc.asyncProperty(texts, fc.array(fc.nat()), async (text, at) => {
      expect(await detectEncoding(cut(Buffer.from(text), at))).toBe('utf-8');
    }), { numRuns: 200 });
  });

  test('is GB 18030 otherwise, with rare characters whole', async () => {
    const bytes = iconv.encode('姓名\r\n𬭎㛃·\r\n', 'gb18030');
    expect([await detectEncoding(cut(bytes, [3, 11])), await textOf(decodeText(cut(bytes, [3, 11]), 'gb18030'))]).toEqual(['gb18030', '姓名\r\n𬭎㛃·\r\n']);
  });

  test('left out of the manifest is detected, a BOM does no harm', async () => {
    const rows = [candidate(1, { name: '㛃𬭎' })];
    const [gb, bom] = [packageFiles({ rows, encoding: null, table: iconv.encode(candidatesCsv(rows), 'gb18030') }), packageFiles({ rows, encoding: null, table: Buffer.from(`\uFEFF${candidatesCsv(rows)}`) })];
    const [first, second] = [await readTable(gb), await readTable(bom)];
    expect([first.encoding, second.encoding]).toEqual(['gb18030', 'utf-8']);
    expect(first.rows).toEqual(second.rows);
    expect(first.rows[0]?.values.name).toBe('㛃𬭎');
  });

  test('declared wrong shows as characters that cannot be read', async () => {
    const rows = [candidate(1)];
    const { end } = await readTable(packageFiles({ rows, table: iconv.encode(candidatesCsv(rows), 'gb18030') }));
    expect(codesOf(end)).toContain('missing-column registrationNo');
  });
});

describe('the header of candidates.csv', () => {
  test('may hold Chinese names or English keys, in any order', () => {
    const shuffled = [...FIELD_KEYS].reverse().map((key, i) => (i % 2 === 0 ? key : ` ${FIELD_HEADERS[key]} `));
    const { columns, problems } = readHeader(shuffled);
    expect({ fields: columns.map((column) => ('field' in column ? column.field : null)), problems }).toEqual({ fields: [...FIELD_KEYS].reverse(), problems: [] });
  });

  test('lacks what it must have', () => {
    expect(codesOf(readHeader(['姓名', 'revision']))).toEqual(['missing-column registrationNo', 'missing-column category', 'missing-column idType', 'missing-column idNumber']);
  });

  test('keeps a column that nobody knows, and says so', () => {
    const header = readHeader([...FIELD_KEYS, '备注', '']);
    expect([codesOf(header), header.columns.slice(-2)]).toEqual([['unknown-column 备注', 'unknown-column #40'], [{ extra: '备注' }, { extra: '#40' }]]);
  });

  test('with one column twice, by name and by key, is unclear', () => {
    expect(codesOf(readHeader([...FIELD_KEYS, '姓名']))).toEqual(['missing-column name']);
  });
});

describe('the rows of candidates.csv', () => {
  test('keep every value as text, quoted or not', async () => {
    const rows = [candidate(1, { address: '测试路 1 号, "北" 门', school: '' }), candidate(2, { mobile: '013800000000' })];
    const read = await readTable(packageFiles({ rows }));
    expect(read.rows.map(({ row, values }) => ({ row, address: values.address, mobile: values.mobile, school: values.school }))).toEqual([
      { row: 1, address: '测试路 1 号, "北" 门', mobile: '', school: '' },
      { row: 2, address: '', mobile: '013800000000', school: '测试医学院' },
    ]);
  });

  test('are counted without blank lines, whatever ends a line', async () => {
    const table = Buffer.from(candidatesCsv([candidate(1), candidate(2), candidate(3)]).replaceAll('\r\n', '\n').replace('\n', '\r\n\r\n\n').concat('\n\n'));
    const read = await readTable(packageFiles({ table }));
    expect([read.end.rows, read.end.problems]).toEqual([3, []]);
  });

  test('with too many or too few cells are marked', async () => {
    const [header = '', row = ''] = candidatesCsv([candidate(1)]).split('\r\n');
    const read = await readTable(packageFiles({ table: Buffer.from([header, row, `${row},more`, row.slice(0, row.lastIndexOf(','))].join('\n')) }));
    expect(read.rows.map(({ cellsFitHeader }) => cellsFitHeader)).toEqual([true, false, false]);
  });

  test.each<[string, string]>([
    ['a quote that never closes', '"never closed'],
    ['a quote in the middle of a value', 'a"b,c'],
    ['text after a closing quote', '"a"b,c'],
  ])('cannot be counted after %s', async (_, line) => {
    const read = await readTable(packageFiles({ table: Buffer.from(`${candidatesCsv([candidate(1)])}${line}\r\n`) }));
    expect(codesOf(read.end)).toEqual(['row-count']);
  });

  test('of a file that was changed are refused with it', async () => {
    const files = changeManifest(packageFiles(), (manifest) => ({ ...manifest, files: (manifest['files'] as unknown as { path: string }[]).map((file) => ({ ...file, sha256: '0'.repeat(64) })) }));
    expect(codesOf((await readTable(files)).end)).toEqual(['digest-mismatch']);
  });

  test('an empty table has no header', async () => {
    expect(codesOf((await readTable(packageFiles({ table: Buffer.alloc(0) }))).end)).toHaveLength(5);
  });

  test('come out as they went in, for any text', async () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\p{Cs}\uFEFF]/gu, ''));
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
      const quoted = rows.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
      const read: (readonly string[])[] = [];
      for await (const cells of csvRows((async function* () { yield quoted; })())) read.push(cells);
      expect(read).toEqual(rows);
    }), { numRuns: 200 });
  });
});

describe('materials.csv', () => {
  const IMAGES = new Set(['images/20269901000001/ID_1.jpg', 'images/20269901000001/ID_2.jpg']);
  const HEADER = 'registrationNo,material,n,path,onlineState,onlineOpinion';

  function read(...lines: readonly string[]): Promise<MaterialsReading> {
    return withPackage(packageFiles({ materials: lines.join('\n') }), ({ container, table }) => readMaterials(container, table('materials.csv'), 'utf-8', IMAGES));
  }

  test('gives the online state of each image', async () => {
    const { reviews, problems } = await read(HEADER, '20269901000001,ID,1,images/20269901000001/ID_1.jpg,locked,', '20269901000001,ID,2,images/20269901000001/ID_2.jpg,returned,看不清');
    expect([[...reviews.values()], problems]).toEqual([[{ onlineState: 'locked', onlineOpinion: null }, { onlineState: 'returned', onlineOpinion: '看不清' }], []]);
  });

  test.each<[string, string, string]>([
    ['no path', '20269901000001,ID,1,,locked,', 'missing-value path'],
    ['an unknown state', '20269901000001,ID,1,images/20269901000001/ID_1.jpg,seen,', 'bad-value onlineState'],
    ['the path of another image', '20269901000001,ID,2,images/20269901000001/ID_1.jpg,locked,', 'bad-value path'],
    ['a path that the package does not hold', '20269901000001,ID,3,images/20269901000001/ID_3.jpg,locked,', 'bad-value path'],
    ['a control character', '20269901000001,ID,1,images/20269901000001/ID_1.jpg,locked,\u0007', 'control-character onlineOpinion'],
  ])('leaves out a row with %s', async (_, line, code) => {
    const { reviews, problems } = await read(HEADER, line);
    expect([reviews.size, codesOf({ problems }), problems[0]?.path]).toEqual([0, [code], 'materials.csv']);
  });

  test('takes an image once', async () => {
    const line = '20269901000001,ID,1,images/20269901000001/ID_1.jpg,locked,';
    expect(codesOf(await read(HEADER, line, line))).toEqual(['bad-value path']);
  });

  test('must have its columns', async () => {
    expect(codesOf(await read('registrationNo,material,path', ''))).toEqual(['missing-column n']);
  });
});
