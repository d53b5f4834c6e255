import type { Seal } from '../domain/seal-form';
import type { SheetContent, SheetCorrection } from '../domain/sheet-content';
import type { Sha256 } from '../domain/vocabulary';
import type { Fact } from './labels';

/** What ties the paper to the record: digests, the place in the audit chain, and the site key's fingerprint. */
export function proofFacts(seal: Seal, sealSha256: Sha256, siteKeyFingerprint: string): Fact[] {
  return [
    { label: { zh: '内容摘要', en: 'Content SHA-256' }, value: seal.sheet.digest },
    { label: { zh: '封存摘要', en: 'Seal SHA-256' }, value: sealSha256 },
    { label: { zh: '审计摘要', en: 'Audit hash' }, value: seal.auditHead.hash },
    { label: { zh: '审计序号', en: 'Audit sequence' }, value: String(seal.auditHead.seq) },
    { label: { zh: '考点公钥指纹', en: 'Site key fingerprint' }, value: siteKeyFingerprint },
  ];
}

/** Every value of the sealed content that people have no need to read, so that paper and seal can be laid side by side. */
export function detailFacts(content: SheetContent): Fact[] {
  const { declaration } = content;
  return [
    { label: { zh: '表单格式', en: 'Form' }, value: `${content.format} ${content.version}` },
    { label: { zh: '审核规则', en: 'Policy' }, value: content.policyDigest },
    { label: { zh: '承诺文本', en: 'Declaration' }, value: `${declaration.id} ${declaration.version} ${declaration.lang}\n${declaration.sha256}` },
    { label: { zh: '照片', en: 'Photo' }, value: content.photo ?? '无 none' },
    ...content.materials.map(({ code, n, sha256, decision }) => ({
      label: { zh: n > 0 ? `${code} ${n}` : code, en: decision }, value: sha256 ?? '无图像 no image',
    })),
    ...content.corrections.map(correctionDetail),
  ];
}

function correctionDetail(correction: SheetCorrection, i: number): Fact {
  const { field, requestedBy, decidedBy, decidedAt, evidence } = correction;
  return { label: { zh: `更正 ${i + 1}`, en: field }, value: [`${requestedBy} → ${decidedBy} ${decidedAt}`, ...evidence].join('\n') };
}
