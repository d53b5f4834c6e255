import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';

/** One thing that must hold at the end of the demonstration, checked by other programs than ours where there are any. */
export interface Check {
  what: string;
  holds: boolean;
  /** What was found when it does not hold. */
  found: string;
}

function check(what: string, holds: boolean, found = ''): Check {
  return { what, holds, found };
}

function openssl(folder: string, key: string, file: string, signature: string): boolean {
  const args = ['pkeyutl', '-verify', '-pubin', '-inkey', join(folder, key), '-rawin', '-in', join(folder, file), '-sigfile', join(folder, signature)];
  return spawnSync('openssl', args, { encoding: 'utf8' }).status === 0;
}

/** Seal and manifest, by openssl and sha256sum alone. */
export function checkSignatures(folder: string, registrationNo: string, deskId: string): readonly Check[] {
  const sums = spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  return [
    check('manifest.json verifies by openssl with the site key', openssl(folder, 'keys/site.pem', 'manifest.json', 'manifest.sig')),
    check('the desk key is signed by the site key', openssl(folder, 'keys/site.pem', `keys/desk-${deskId}.pem`, `keys/desk-${deskId}.sig`)),
    check('seal.json verifies by openssl with the desk key', openssl(folder, `keys/desk-${deskId}.pem`, `cases/${registrationNo}/seal.json`, `cases/${registrationNo}/seal.sig`)),
    check('SHA256SUMS holds', sums.status === 0, sums.stdout),
  ];
}

interface Seal {
  sheet: { digest: string; content: { fields: Record<string, string>; corrections: { old: string; new: string; reason: string }[] } };
}

/** The texts of a PDF without the breaks that layout put into them. */
function textOf(pdf: string): string {
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replace(/\s+/g, '');
}

/** Every value of the sealed content stands on the sheet, and what the candidate saw is what was sealed. */
export function checkSheet(folder: string, registrationNo: string, shownDigest: string, sheetPdf: string): readonly Check[] {
  const seal = JSON.parse(readFileSync(join(folder, 'cases', registrationNo, 'seal.json'), 'utf8')) as Seal;
  const { fields, corrections } = seal.sheet.content;
  const text = textOf(sheetPdf);
  const values = [...Object.values(fields), ...corrections.flatMap(({ old, new: now, reason }) => [old, now, reason]), seal.sheet.digest];
  const missing = values.filter((value) => !text.includes(value.replace(/\s+/g, '')));
  return [
    check(`all ${values.length} values of the sealed content stand in the PDF`, missing.length === 0, missing.join(' | ')),
    check('digest shown on the candidate’s screen = digest sealed', shownDigest === seal.sheet.digest, `${shownDigest} / ${seal.sheet.digest}`),
  ];
}

export function checkResults(folder: string, registrationNo: string): readonly Check[] {
  const rows = parse(readFileSync(join(folder, 'results.csv')), { bom: true, columns: true }) as { 报名序号: string; 结果: string }[];
  const row = rows.find(({ 报名序号 }) => 报名序号 === registrationNo);
  return [check('results.csv says 考点通过', row?.结果 === '考点通过', row?.结果 ?? 'no row')];
}

const ATTEMPTS: readonly string[] = [
  "UPDATE registration SET name = 'x' WHERE registration_no = @no",
  "UPDATE review_case SET state = 'inReview' WHERE registration_no = @no",
  'UPDATE seal SET content = content WHERE registration_no = @no',
  'DELETE FROM seal WHERE registration_no = @no',
  'DELETE FROM correction WHERE registration_no = @no',
  'DELETE FROM registration WHERE registration_no = @no',
  'REPLACE INTO seal SELECT * FROM seal WHERE registration_no = @no',
  'REPLACE INTO registration SELECT * FROM registration WHERE registration_no = @no',
  'UPDATE audit_event SET payload = payload WHERE registration_no = @no',
  'DELETE FROM audit_event WHERE registration_no = @no',
];

/** The database itself refuses, whoever asks: tried on the store's own file with plain SQL, its key in hand. */
export function checkFinality(dataDir: string, key: string, registrationNo: string): readonly Check[] {
  const file = join(dataDir, 'countersign.db');
  if (!existsSync(file)) return [check('the store is there', false, file)];
  const database = new Database(file);
  database.pragma(`key = '${key}'`);
  try {
    return ATTEMPTS.map((sql) => {
      try {
        database.prepare(sql).run({ no: registrationNo });
        return check(`refused: ${sql}`, false, 'was done');
      } catch (error) {
        return check(`refused: ${sql}`, /finality/.test(String(error)), String(error));
      }
    });
  } finally {
    database.close();
  }
}
