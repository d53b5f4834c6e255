import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256Hex } from '../../src-main/canonical/canonical-json';
import { signatureSvg } from '../../src-main/documents/signature-svg';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import { inFolder } from '../documents/paper-tools';
import { FIELDS, NO, SIGNED_AT, imageBytes, sampleRecord, signedCase } from '../documents/signed-case';
import { unpack } from './zip-tools';
import { STARTED_AT, SampleSite, busySite, candidate, exported } from './result-fixture';

/** Exports a site and unpacks the package beside it. */
function unpacked<T>(site: SampleSite, look: (dir: string) => T | Promise<T>): Promise<T> {
  return inFolder(async (dir) => {
    await exported(site, join(dir, 'result.zip'));
    await unpack(readFileSync(join(dir, 'result.zip')), join(dir, 'package'));
    return look(join(dir, 'package'));
  });
}

function read(dir: string, path: string): string {
  return readFileSync(join(dir, path), 'utf8');
}

function table(dir: string, name: string): string[][] {
  return parse(read(dir, name), { bom: true }) as string[][];
}

describe('a result package is checked without this program', () => {
  it('by sha256sum, and by openssl for manifest, desk key and seal', async () => {
    await unpacked(busySite(), (dir) => {
      const run = (command: string, ...args: string[]): string => execFileSync(command, args, { cwd: dir, encoding: 'utf8' });
      const verify = (key: string, file: string, signature: string): string => run('openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin', '-in', file, '-sigfile', signature);
      const sums = run('sha256sum', '-c', 'SHA256SUMS');
      expect(sums.match(/: OK\n/g)).toHaveLength(sums.trim().split('\n').length);
      expect(verify('keys/site.pem', 'manifest.json', 'manifest.sig')).toContain('Signature Verified Successfully');
      expect(verify('keys/site.pem', 'keys/desk-desk-1.pem', 'keys/desk-desk-1.sig')).toContain('Signature Verified Successfully');
      expect(verify('keys/desk-desk-1.pem', `cases/${NO}/seal.json`, `cases/${NO}/seal.sig`)).toContain('Signature Verified Successfully');
    });
  });

  it('by recomputing the hash of every event of the chain, which ends with the export', async () => {
    await unpacked(busySite(), (dir) => {
      const events = read(dir, 'audit.jsonl').trimEnd().split('\n').map((line) => JSON.parse(line) as AuditEvent);
      let prevHash = '0'.repeat(64);
      for (const { hash, ...event } of events) {
        expect([event.prevHash, digestOf(event)]).toEqual([prevHash, hash]);
        prevHash = hash;
      }
      expect(events.at(-1)).toMatchObject({ kind: 'export.started', seq: events.length, at: STARTED_AT });
    });
  });
});

describe('what a result package holds', () => {
  it('is listed in the manifest, file by file, with size and digest', async () => {
    await unpacked(busySite(), (dir) => {
      const manifest = JSON.parse(read(dir, 'manifest.json')) as { files: { path: string; bytes: number; sha256: string }[] };
      expect(manifest).toMatchObject({
        format: 'countersign.result-package', version: 1, exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' },
        site: { code: '9901', name: '测试考点' }, createdAt: STARTED_AT, counts: { registrations: 5, cases: 4, seals: 1, events: 5 },
      });
      const onDisk = (readdirSync(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
      expect(manifest.files.map(({ path }) => path)).toEqual(onDisk.filter((path) => !['manifest.json', 'manifest.sig', 'SHA256SUMS'].includes(path)).sort());
      for (const { path, bytes, sha256 } of manifest.files) {
        const content = readFileSync(join(dir, path));
        expect([content.length, sha256Hex(content)]).toEqual([bytes, sha256]);
      }
    });
  });

  it('are seal, signature, picture and sheet of a signed case, byte for byte as stored', async () => {
    const site = busySite();
    await unpacked(site, (dir) => {
      const { signature } = signedCase();
      const sealed = site.records.get(NO)!.seal!;
      expect(read(dir, `cases/${NO}/seal.json`)).toBe(sealed.content);
      expect(readFileSync(join(dir, `cases/${NO}/seal.sig`))).toHaveLength(64);
      expect(read(dir, `cases/${NO}/signature.json`)).toBe(canonicalJson(signature));
      expect(read(dir, `cases/${NO}/signature.svg`)).toBe(signatureSvg(signature));
      expect(sha256Hex(readFileSync(join(dir, `cases/${NO}/sheet-r1.pdf`)))).toBe(site.sheets[0]!.sha256);
    });
  });

  it('is every image with the bytes as received, the photo, and the sections as they were confirmed', async () => {
    await unpacked(busySite(), (dir) => {
      const names = readdirSync(join(dir, `cases/${NO}/evidence`));
      const expected = sampleRecord().images.map(({ code, n, sha256 }) => `${code}_${n}-${sha256.slice(0, 12)}.jpg`);
      const pictures = [1, 2].map((n) => `SECTION_${n}-${sha256Hex(imageBytes('SECTION', n)).slice(0, 12)}.png`);
      expect(names.sort()).toEqual([...expected, ...pictures, `PHOTO_1-${sha256Hex(imageBytes('PHOTO', 1)).slice(0, 12)}.jpg`].sort());
      for (const name of names) expect(sha256Hex(readFileSync(join(dir, `cases/${NO}/evidence`, name)))).toContain(name.slice(-16, -4));
    });
  });

  it('is the proof of a correction, also when it is no image of the case', async () => {
    const site = new SampleSite();
    const record = sampleRecord();
    site.sign({ ...record, images: record.images.filter(({ code }) => code !== 'UNIT_PROOF') });
    const proof = imageBytes('UNIT_PROOF', 1);
    site.files.put(proof);
    await unpacked(site, (dir) => {
      expect(existsSync(join(dir, `cases/${NO}/evidence/UNIT_PROOF_1-${sha256Hex(proof).slice(0, 12)}.jpg`))).toBe(true);
      expect(table(dir, 'corrections.csv')[1]![5]).toBe(`evidence/UNIT_PROOF_1-${sha256Hex(proof).slice(0, 12)}.jpg`);
    });
  });

  it('has a folder for every case that was begun and none for a candidate who never came', async () => {
    await unpacked(busySite(), (dir) => {
      expect(readdirSync(join(dir, 'cases')).sort()).toEqual([NO, '20269901000002', '20269901000003', '20269901000004']);
    });
  });

  it('has no name and no ID number in a path', async () => {
    await unpacked(busySite(), (dir) => {
      const paths = readdirSync(dir, { recursive: true }).join('\n');
      expect(paths).toMatch(/^[\x20-\x7e\n]+$/);
      expect(paths).not.toContain(FIELDS.idNumber);
    });
  });
});

describe('the tables', () => {
  it('give every candidate a line with the outcome', async () => {
    const site = busySite();
    await unpacked(site, (dir) => {
      expect(readFileSync(join(dir, 'results.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const [header, ...rows] = table(dir, 'results.csv');
      expect(header).toEqual(['报名序号', '姓名', '结果', '原因', '审核人', '复核人', '签字时间', '表单版本', '封存摘要']);
      expect(rows.map((row) => row[2])).toEqual(['考点通过', '考点退回', '待补', '未完成', '未到']);
      expect(rows[0]).toEqual([NO, '艾力·㛃𬭎', '考点通过', '', '李审核', '王复审', SIGNED_AT, '1', site.records.get(NO)!.seal!.sha256]);
    });
  });

  it('tell corrections with their outcome, papers owed and lapsed, and names that others cannot write', async () => {
    await unpacked(busySite(), (dir) => {
      expect(table(dir, 'corrections.csv').slice(1).map((row) => [row[0], row[9]])).toEqual([[NO, '同意'], ['20269901000003', '同意'], ['20269901000004', '不同意']]);
      expect(table(dir, 'supplements.csv')[1]).toEqual(['20269901000003', '艾力·㛃𬭎', '学历证书电子注册备案表、试用期考核证明', '2026-03-01', '是', '备案表已过期']);
      expect(table(dir, 'rare_names.csv')[2]!.slice(0, 4)).toEqual(['20269901000002', '艾力·?', '艾力·㛃𬭎', 'U+36C3 U+2CB4E']);
      expect(table(dir, 'rare_names.csv')[2]![5]).toMatch(/^evidence\/ID_1-[0-9a-f]{12}\.jpg evidence\/ID_2-/);
      expect(table(dir, 'custody.csv')).toHaveLength(1);
    });
  });

  it('cannot be made to run a formula', async () => {
    const site = new SampleSite();
    site.add(candidate('20269901000009', { state: 'refused', refusal: { reason: '=HYPERLINK("http://x")', impostor: false, returned: [] }, corrections: [] }));
    await unpacked(site, (dir) => expect(table(dir, 'results.csv')[1]![3]).toBe('\'=HYPERLINK("http://x")'));
  });
});

describe('an export beside desks that go on working', () => {
  it('leaves a case that was signed after it began for the next package', async () => {
    const site = busySite();
    const started = site.tell('export.started', null, {}, STARTED_AT);
    site.sign(candidate('20269901000006'));
    await inFolder(async (dir) => {
      const out = join(dir, 'result.zip');
      const written = await site.exportTo(out, { startedSeq: started.seq });
      expect(written).toMatchObject({ ok: true, value: { seals: 1, events: started.seq } });
      await unpack(readFileSync(out), join(dir, 'package'));
      expect(table(join(dir, 'package'), 'results.csv').at(-1)!.slice(0, 4)).toEqual(['20269901000006', '艾力·㛃𬭎', '未完成', '']);
      expect(existsSync(join(dir, 'package/cases/20269901000006/seal.json'))).toBe(false);
    });
  });

  it('tells how far it is', async () => {
    await inFolder(async (dir) => {
      const told: string[] = [];
      await busySite().exportTo(join(dir, 'result.zip'), { onProgress: (done, total) => told.push(`${done}/${total}`) });
      expect(told).toEqual(['1/4', '2/4', '3/4', '4/4']);
    });
  });
});

describe('an export that fails leaves the place as it was', () => {
  async function failed(site: SampleSite, change: Parameters<SampleSite['exportTo']>[1] = {}, folder = (dir: string): string => dir): Promise<unknown> {
    return inFolder(async (dir) => {
      const out = join(folder(dir), 'result.zip');
      const before = join(dir, 'result.zip');
      writeFileSync(before, 'earlier package');
      const written = await site.exportTo(out, change);
      expect(readdirSync(dir)).toEqual(['result.zip']);
      expect(readFileSync(before, 'utf8')).toBe('earlier package');
      return written.ok ? 'written' : written.error;
    });
  }

  it('when bytes are missing or damaged, and says whose', async () => {
    const [lost, damaged] = [busySite(), busySite()];
    const sha256 = sha256Hex(imageBytes('DIPLOMA', 1));
    lost.files.bytes.delete(sha256);
    damaged.files.bytes.set(sha256, Buffer.from('flipped'));
    expect(await failed(lost)).toEqual({ code: 'blob-missing', sha256, registrationNo: NO });
    expect(await failed(damaged)).toEqual({ code: 'blob-damaged', sha256, registrationNo: NO });
  });

  it('when the sheet of a signed case was not drawn yet', async () => {
    const site = busySite();
    site.sheets.length = 0;
    expect(await failed(site)).toEqual({ code: 'sheet-missing', registrationNo: NO });
  });

  it('when it is cancelled', async () => {
    const stop = new AbortController();
    expect(await failed(busySite(), { signal: stop.signal, onProgress: () => stop.abort() })).toEqual({ code: 'export-cancelled' });
  });

  it('when the site key lies on another machine, or has not signed a desk', async () => {
    const site = busySite();
    expect(await failed(site, { keys: { ...site.keys, sitePublicPem: null } })).toEqual({ code: 'site-key-elsewhere' });
    site.siteSignature = null;
    expect(await failed(site)).toEqual({ code: 'desk-key-unsigned', deskId: 'desk-1' });
  });

  it('when the store knows no exam yet, or the log does not tell of the export', async () => {
    const site = busySite();
    site.exam = null;
    expect(await failed(site)).toEqual({ code: 'no-site' });
    expect(await failed(busySite(), { startedSeq: 2 })).toEqual({ code: 'export-event-missing' });
  });

  it('when the folder is not there, or is none', async () => {
    for (const place of ['gone', 'result.zip']) {
      const error = await failed(busySite(), {}, (dir) => join(dir, place));
      expect(error).toMatchObject({ code: 'folder-unwritable', dir: expect.stringMatching(new RegExp(`${place}$`)) as string });
    }
  });

  it('when the disk fills up on the way, or is pulled out', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    expect(await failed(busySite(), { files: { read: () => Promise.reject(full) } })).toEqual({ code: 'disk-full' });
    const gone = Object.assign(new Error('the disk was pulled out'), { code: 'ENODEV' });
    expect(await failed(busySite(), { files: { read: () => Promise.reject(gone) } })).toMatchObject({ code: 'folder-unwritable' });
  });
});
