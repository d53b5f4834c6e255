import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { drawReceipt } from '../../src-main/documents/draw-receipt';
import type { PaperFonts } from '../../src-main/documents/paper-font';
import { receiptCode } from '../../src-main/documents/receipt-code';
import { buildReceiptModel, type ReceiptModelInput } from '../../src-main/documents/receipt-model';
import { FIELDS, NO, SIGNED_AT, samplePolicy, signedCase } from './signed-case';
import { SITE_FINGERPRINT, ask, openTestFonts, qrOf, textOf } from './paper-tools';

const policy = samplePolicy();
const kept = { ...policy, paper: { ...policy.paper, kept: ['DIPLOMA', 'ID'] } };
const code = receiptCode(sha256Hex('seal'));
const input: ReceiptModelInput = {
  policy: kept, storeKind: 'live', deskId: 'desk-1', registrationNo: NO, name: FIELDS.name!, idNumber: FIELDS.idNumber!, sheetRevision: 1, state: 'signed',
  reason: null, supplement: null, papers: ['ID', 'DIPLOMA', 'EDU'], operator: '李审核', at: SIGNED_AT, code, qr: qrOf(signedCase()),
  auditHead: { seq: 42, hash: sha256Hex('event') }, siteKeyFingerprint: SITE_FINGERPRINT,
};

let fonts: PaperFonts;
beforeAll(async () => {
  fonts = await openTestFonts();
});

function drawn(change: Partial<ReceiptModelInput> = {}): Promise<Uint8Array> {
  return drawReceipt(buildReceiptModel({ ...input, ...change }), fonts);
}

describe('the receipt', () => {
  it('is one A5 page with result, sheet, operator, time, code, and where the record stands', async () => {
    const pdf = await drawn();
    expect(await ask('pdfinfo', ['FILE'], pdf)).toMatch(/Pages: +1\n[\s\S]*Page size: +419\.53 x 595\.28/);
    const text = await textOf(pdf);
    const parts = ['现场审核回执', '考点通过', '艾力·㛃𬭎', NO, '第1版', '李审核', '2026-03-0109:12:33', code, '请妥善保管本回执', `42${sha256Hex('event')}`, SITE_FINGERPRINT];
    expect(parts.filter((part) => !text.includes(part))).toEqual([]);
  });

  it('masks the ID number', async () => {
    const text = await textOf(await drawn());
    expect(text).toContain('990000********0012');
    expect(text).not.toContain(FIELDS.idNumber);
  });

  it('lists papers kept and returned, and never keeps an identity document', () => {
    const { lists } = buildReceiptModel(input);
    expect(lists.map(({ label, value }) => [label.zh, value])).toEqual([['退还材料', '有效身份证明、学历证书电子注册备案表'], ['留存材料', '毕业证书']]);
  });

  it('says what must be brought until when, and why a case was refused', async () => {
    const owed = await textOf(await drawn({ state: 'supplementOwed', sheetRevision: null, supplement: { missing: ['EDU'], lastDay: '2026-03-05' } }));
    expect(owed).toContain('待补材料');
    expect(owed).toContain('学历证书电子注册备案表；最迟2026-03-05');
    const refused = await textOf(await drawn({ state: 'refused', sheetRevision: null, reason: '试用期证明无法定代表人签字' }));
    expect(refused).toContain('考点退回');
    expect(refused).toContain('试用期证明无法定代表人签字');
  });

  it('of a training store says so', async () => {
    expect(await textOf(await drawn({ storeKind: 'training' }))).toContain('培训用');
    expect(await textOf(await drawn())).not.toContain('培训用');
  });

  it('is drawn again with the same bytes', async () => {
    expect(Buffer.compare(await drawn(), await drawn())).toBe(0);
  });

  it('runs on to a second page when there is much to tell', async () => {
    const reason = '原件与上传图像不一致，需重新核对。'.repeat(60);
    const pdf = await drawn({ state: 'refused', reason });
    expect(await ask('pdfinfo', ['FILE'], pdf)).toMatch(/Pages: +2/);
    expect((await textOf(pdf)).replace(/第\d页，共\d页Page\d\/\d/g, '')).toContain(reason);
  });
});
