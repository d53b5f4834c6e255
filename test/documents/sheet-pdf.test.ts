import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDocumentCertificate } from '../../src-main/documents/document-certificate';
import { drawSheet } from '../../src-main/documents/draw-sheet';
import type { PaperFonts } from '../../src-main/documents/paper-font';
import { signPdf } from '../../src-main/documents/sign-pdf';
import type { CaseRecord } from '../../src-main/domain/case-record';
import { FIELDS, NO, SIGNED_AT, UNIT_CORRECTION, sampleRecord } from './signed-case';
import { SITE_FINGERPRINT, ask, inFolder, leavesOf, openTestFonts, qrOf, sampleModel, squeezed, textOf } from './paper-tools';
import { privateKeySeal } from '../../src-main/storage/keys/secret-files';
import { TEST_KEY } from '../support/temporary-store';

let fonts: PaperFonts;
const signedAt = new Date(SIGNED_AT);

beforeAll(async () => {
  fonts = await openTestFonts();
});

function withFields(fields: CaseRecord['registration']['fields'], change: Partial<CaseRecord> = {}): CaseRecord {
  const record = sampleRecord(change);
  return { ...record, registration: { ...record.registration, fields } };
}

const LONG_UNIT = '测试自治区测试自治州测试县人民医院医疗集团总院东城院区感染性疾病科与急诊医学中心'.repeat(5);

describe('the sheet as a PDF', () => {
  it('holds every value of the sealed content as text, rare characters included', async () => {
    const { model, signed } = sampleModel();
    const text = await textOf(await drawSheet(model, { fonts, photo: null }));
    expect(text).toContain('艾力·㛃𬭎');
    expect(leavesOf(signed.content).filter((value) => !text.includes(squeezed(value)))).toEqual([]);
  });

  it('holds every value when values are long, corrections many and dots of both kinds side by side', async () => {
    const keys = ['workUnit', 'school', 'mobile', 'trialUnit', 'diplomaNo'] as const;
    const corrections = Array.from({ length: 14 }, (_, i) => ({ ...UNIT_CORRECTION, id: `c${i}`, field: keys[i % keys.length]!, old: '甲・乙 医院', new: `甲·乙 医院 ${i}`, reason: i % 2 ? LONG_UNIT : '更正' }));
    const record = withFields({ ...FIELDS, name: '㛃𬭎'.repeat(14), workUnit: LONG_UNIT, school: 'Université de Médecine '.repeat(8).trim(), address: `https://example.org/${'a'.repeat(300)}` }, { corrections });
    const { model, signed } = sampleModel(record);
    const text = await textOf(await drawSheet(model, { fonts, photo: null }));
    expect(leavesOf(signed.content).filter((value) => !text.includes(squeezed(value)))).toEqual([]);
  });

  it('prints a character that no font has, or that shows nothing, as its code point', async () => {
    const { model } = sampleModel(withFields({ ...FIELDS, name: '测𪚥\u202E试\uE000' }));
    expect(await textOf(await drawSheet(model, { fonts, photo: null }))).toContain('测〚U+2A6A5〛〚U+202E〛试〚U+E000〛');
  });

  it('tells old and new value of a correction, its reason, evidence and people', async () => {
    const text = await textOf(await drawSheet(sampleModel().model, { fonts, photo: null }));
    for (const part of ['▲更正1', `原值：${UNIT_CORRECTION.old}`, UNIT_CORRECTION.reason, 'UNIT_PROOF1', '申请李审核', '审批赵审批']) expect(text).toContain(squeezed(part));
  });

  it('tells identity, outcome, declaration, rule of finality, people, seal place, digests and pages', async () => {
    const { model, signed } = sampleModel();
    const text = await textOf(await drawSheet(model, { fonts, photo: null }));
    const parts = [
      '现场审核确认单', '读取证件芯片', '考点通过', '（测试考点，2026-03-01）', '签字后即为最终结果', '李审核', '王复审', '赵审批', '初审人', '复审人', '考点公章',
      '签字时间2026-03-0109:12:33', signed.seal.sheet.digest, SITE_FINGERPRINT, signed.seal.auditHead.hash, '审计序号Auditsequence42', '第1页，共2页', '第2页，共2页',
    ];
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
  });

  it('flags an identity that no chip proved', async () => {
    const record = sampleRecord();
    const { model } = sampleModel({ ...record, identityChecks: [{ ...record.identityChecks[0]!, method: 'consent', consentBy: 'staff-3' }] });
    expect(await textOf(await drawSheet(model, { fonts, photo: null }))).toContain('▲负责人同意consent');
  });

  it('keeps a value longer than a page whole, on as many pages as it takes', async () => {
    const address = '长'.repeat(5000);
    const pdf = await drawSheet(sampleModel(withFields({ ...FIELDS, address })).model, { fonts, photo: null });
    const text = (await textOf(pdf)).replace(/报名序号\d+第1版内容摘要[0-9a-f]{16}…第\d+页，共\d+页Page\d+\/\d+\f?/g, '');
    expect(text).toContain(address);
  });

  it('keeps the values by which it is checked together on one page, whatever stands before them', async () => {
    for (const lines of [12, 13, 14]) {
      const corrections = [{ ...UNIT_CORRECTION, reason: '更正的理由要说得很长。'.repeat(lines * 5) }];
      const pages = (await ask('pdftotext', ['-raw', 'FILE', '-'], await drawSheet(sampleModel(withFields(FIELDS, { corrections })).model, { fonts, photo: null }))).split('\f');
      const proof = pages.find((page) => page.includes('封存与核对'));
      expect(proof, `${lines} lines of reason`).toMatch(/封存与核对.*内容摘要.*审计序号.*考点公钥指纹/s);
    }
  });

  it('has a title without a name, both fonts embedded as subsets, and no script', async () => {
    const pdf = await drawSheet(sampleModel().model, { fonts, photo: null });
    const info = await ask('pdfinfo', ['FILE'], pdf);
    expect(info).toMatch(new RegExp(`Title: +现场审核确认单 ${NO} r1`));
    expect(info).toMatch(/JavaScript: +no/);
    expect(await ask('pdffonts', ['FILE'], pdf)).toMatch(/\+NotoSansSC-Regular +CID TrueType +Identity-H +yes yes yes[\s\S]+\+NotoSansSC-Bold/);
    expect(pdf.length).toBeLessThan(250_000);
  });

  it('is drawn again with the same bytes', async () => {
    const [first, again] = [await drawSheet(sampleModel().model, { fonts, photo: null }), await drawSheet(sampleModel().model, { fonts: await openTestFonts(), photo: null })];
    expect(Buffer.compare(first, again)).toBe(0);
  });

  it('shows the photo, and says so when its bytes cannot be shown', async () => {
    const photo = await sharp({ create: { width: 413, height: 579, channels: 3, background: '#c33' } }).jpeg().toBuffer();
    expect(await ask('pdfimages', ['-list', 'FILE'], await drawSheet(sampleModel().model, { fonts, photo }))).toMatch(/image +413 +579/);
    expect(await textOf(await drawSheet(sampleModel().model, { fonts, photo: Buffer.from('no image') }))).toContain('照片无法显示');
  });

  it('prints what the photo may be used for across it, as a drawing', async () => {
    const { model } = sampleModel();
    const photo = await sharp({ create: { width: 413, height: 579, channels: 3, background: '#fff' } }).jpeg().toBuffer();
    expect(model.watermark).toBe('仅用于2026年医师资格考试现场审核');
    const [marked, bare] = [await drawSheet(model, { fonts, photo }), await drawSheet({ ...model, watermark: ' ' }, { fonts, photo })];
    expect((await darkness(marked, 1)) - (await darkness(bare, 1))).toBeGreaterThan(0.0002);
    expect(await textOf(marked)).not.toContain(model.watermark);
  });

  it('carries a QR that a scanner reads', async () => {
    const { model, signed } = sampleModel();
    const pdf = await drawSheet(model, { fonts, photo: null });
    const read = await inFolder(async (dir) => {
      pageImage(pdf, 1, dir, 200);
      return execFileSync('zbarimg', ['-q', '--raw', join(dir, 'page.png')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    });
    expect(read).toBe(qrOf(signed));
  });

  it('draws the strokes as vectors in the signature field', async () => {
    const { model } = sampleModel();
    const [inked, blank] = [await drawSheet(model, { fonts, photo: null }), await drawSheet({ ...model, signature: null }, { fonts, photo: null })];
    expect(await ask('pdfimages', ['-list', 'FILE'], inked)).not.toMatch(/image/);
    expect((await darkness(inked, 2)) - (await darkness(blank, 2))).toBeGreaterThan(0.0005);
  });

  it('of a candidate who signed on paper names the capture instead', async () => {
    const { model } = sampleModel();
    const text = await textOf(await drawSheet({ ...model, signature: null, inkCapture: 'c'.repeat(64) }, { fonts, photo: null }));
    expect(text).toContain('c'.repeat(64));
  });
});

describe('a sheet of a training store', () => {
  it('bears the training mark across every page, without disturbing the text', async () => {
    const [live, training] = [await drawSheet(sampleModel().model, { fonts, photo: null }), await drawSheet(sampleModel(sampleRecord(), 'training').model, { fonts, photo: null })];
    for (const page of [1, 2]) expect((await darkness(training, page)) - (await darkness(live, page))).toBeGreaterThan(0.003);
    const mark = '培训用·非正式文件TRAINING-NOTANOFFICIALPAPER';
    const text = await textOf(training);
    expect(text.split(mark)).toHaveLength(2);
    expect(text.replace(mark, '')).toBe(await textOf(live));
  });
});

const SEAL = privateKeySeal(TEST_KEY, 'document-signing.key');

describe('the signature of the PDF', () => {
  it('is valid and covers the whole document', async () => {
    await inFolder(async (dir) => {
      const certificate = await openDocumentCertificate(dir, { deskId: 'desk-1', now: signedAt }, SEAL);
      const signed = await signPdf(await drawSheet(sampleModel().model, { fonts, photo: null }), certificate, signedAt);
      const said = await ask('pdfsig', ['FILE'], signed);
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('Total document signed');
      expect(said).toContain('Countersign desk-1 document signing');
      expect(await textOf(signed)).toContain('艾力·㛃𬭎');
    });
  });

  it('is the same when the paper is signed again at the same time', async () => {
    await inFolder(async (dir) => {
      const pdf = await drawSheet(sampleModel().model, { fonts, photo: null });
      const again = await openDocumentCertificate(dir, { deskId: 'desk-1', now: signedAt }, SEAL);
      const signed = await Promise.all([signPdf(pdf, again, signedAt), signPdf(pdf, await openDocumentCertificate(dir, { deskId: 'desk-1', now: new Date() }, SEAL), signedAt)]);
      expect(Buffer.compare(signed[0], signed[1])).toBe(0);
    });
  });

  it('breaks when a byte of the paper is changed', async () => {
    await inFolder(async (dir) => {
      const signed = Buffer.from(await signPdf(await drawSheet(sampleModel().model, { fonts, photo: null }), await openDocumentCertificate(dir, { deskId: 'desk-1', now: signedAt }, SEAL), signedAt));
      const at = signed.indexOf('/Title');
      expect(at).toBeGreaterThan(0);
      signed[at + 1] = 'X'.charCodeAt(0);
      expect(await ask('pdfsig', ['FILE'], signed)).not.toContain('Signature is Valid');
    });
  });
});

describe('the document certificate', () => {
  it('is made once, kept for its owner alone, and opened again', async () => {
    await inFolder(async (dir) => {
      const keys = join(dir, 'keys');
      const made = await Promise.all([1, 2].map(() => openDocumentCertificate(keys, { deskId: 'desk-1', now: signedAt }, SEAL)));
      const file = join(keys, 'document-signing.key');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const opened = await openDocumentCertificate(keys, { deskId: 'desk-2', now: new Date() }, SEAL);
      expect(new Set([...made, opened].map(({ fingerprint }) => fingerprint)).size).toBe(1);
      expect(execFileSync('ls', [keys], { encoding: 'utf8' }).trim()).toBe('document-signing.key');
    });
  });

  it('is what openssl takes for a self-issued certificate for signatures', async () => {
    await inFolder(async (dir) => {
      const { pem } = await openDocumentCertificate(dir, { deskId: 'desk-1', now: signedAt }, SEAL);
      const said = execFileSync('openssl', ['x509', '-noout', '-subject', '-issuer', '-dates', '-ext', 'keyUsage'], { input: pem, encoding: 'utf8' });
      expect(said).toContain('CN = Countersign desk-1 document signing');
      expect(said).toMatch(/Digital Signature, Non Repudiation/);
      expect(said).toContain('notAfter=Mar  1 01:12:33 2036 GMT');
    });
  });

  it('leaves nothing behind in a folder that cannot be written', async () => {
    await inFolder(async (dir) => {
      const file = join(dir, 'file');
      execFileSync('touch', [file]);
      await expect(openDocumentCertificate(join(file, 'keys'), { deskId: 'desk-1', now: signedAt }, SEAL)).rejects.toThrow(/ENOTDIR|EEXIST/);
      expect(existsSync(join(file, 'keys'))).toBe(false);
    });
  });
});

function pageImage(pdf: Uint8Array, page: number, dir: string, dpi: number): Buffer {
  writeFileSync(join(dir, 'file.pdf'), pdf);
  execFileSync('pdftoppm', ['-f', String(page), '-l', String(page), '-r', String(dpi), '-png', '-singlefile', join(dir, 'file.pdf'), join(dir, 'page')]);
  return readFileSync(join(dir, 'page.png'));
}

/** Mean share of black of a page. */
function darkness(pdf: Uint8Array, page: number): Promise<number> {
  return inFolder(async (dir) => {
    const { channels } = await sharp(pageImage(pdf, page, dir, 60)).stats();
    return 1 - (channels[0]?.mean ?? 255) / 255;
  });
}
