import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { buildSheetModel, type SheetModelInput } from '../../src-main/documents/sheet-model';
import { FIELDS, STAFF_NAMES, UNIT_CORRECTION, sampleContent, samplePolicy, sampleRecord, sampleSignature, signedCase } from './signed-case';
import { sampleModel } from './paper-tools';

const { model } = sampleModel();
const signed = signedCase();
const input: SheetModelInput = {
  seal: signed.seal, sealSha256: sha256Hex(signed.sealJson), signature: signed.signature, policy: samplePolicy(), staffNames: STAFF_NAMES, storeKind: 'live',
  siteKeyFingerprint: sha256Hex('site'), qr: 'CS1',
};

describe('what the sheet says', () => {
  it('groups the fields as the candidate confirmed them and leaves none out', () => {
    expect(model.sections.map(({ id }) => id)).toEqual(['registration', 'person', 'education', 'unit', 'contact', 'online']);
    expect(model.sections.flatMap(({ fields }) => fields)).toHaveLength(Object.keys(FIELDS).length);
  });

  it('marks a corrected field with its numbers and the value it had first', () => {
    const later = { ...UNIT_CORRECTION, id: 'c2', old: UNIT_CORRECTION.new, new: '测试市第三人民医院' };
    const twice = sampleModel(sampleRecord({ corrections: [UNIT_CORRECTION, later] })).model;
    const unit = twice.sections.flatMap(({ fields }) => fields).find(({ label }) => label.zh === '工作单位');
    expect(unit?.corrected).toEqual({ numbers: [1, 2], old: UNIT_CORRECTION.old });
    expect(model.sections.flatMap(({ fields }) => fields).filter(({ corrected }) => corrected)).toHaveLength(1);
  });

  it('shows a field that a correction emptied', () => {
    const { degree, ...fields } = FIELDS;
    const record = sampleRecord({ corrections: [{ ...UNIT_CORRECTION, field: 'degree', old: degree!, new: '' }] });
    const emptied = sampleModel({ ...record, registration: { ...record.registration, fields } }).model;
    expect(emptied.sections.flatMap((section) => section.fields).find(({ label }) => label.zh === '学位')).toMatchObject({ value: '（空）', corrected: { old: '学士' } });
  });

  it('names the category beside its code, people beside their ids, papers once with their images', () => {
    expect(model.sections[0]!.fields.map(({ value }) => value)).toContain('110 临床执业医师');
    expect(model.people).toEqual([
      { role: { zh: '初审人', en: 'First reviewer' }, name: '李审核', id: 'staff-1' },
      { role: { zh: '复审人', en: 'Second reviewer' }, name: '王复审', id: 'staff-2' },
      { role: { zh: '审批人', en: 'Approver' }, name: '赵审批', id: 'staff-3' },
    ]);
    expect(model.materials.find(({ code }) => code === 'ID')).toMatchObject({ name: { zh: '有效身份证明' }, images: 2, decision: { zh: '合格' } });
  });

  it('shows code and id where policy and staff list no longer know the name', () => {
    const bare = buildSheetModel({ ...input, staffNames: {}, policy: { ...samplePolicy(), materials: {}, categories: {} } });
    expect([bare.people[0]!.name, bare.materials[0]!.name.zh]).toEqual(['staff-1', 'DIPLOMA']);
  });

  it('fills site and date into the declaration that was confirmed', () => {
    expect(model.declaration).toContain('（测试考点，2026-03-01）');
  });

  it('is marked when it comes from a training store, and only then', () => {
    expect(model.training).toBeNull();
    expect(sampleModel(sampleRecord(), 'training').model.training?.zh).toContain('培训');
  });

  it.each([['document', '▲ 人工核对证件（护照） document'], ['temporaryId', '▲ 临时居民身份证 temporaryId']] as const)('names the paper that was shown in the place of a chip: %s', (method, value) => {
    const record = sampleRecord();
    const { registration, identityChecks: [check] } = record;
    const shown = sampleModel({ ...record, registration: { ...registration, fields: { ...registration.fields, idType: '护照' } }, identityChecks: [{ ...check!, method }] }).model;
    expect(shown.identity[0]?.value).toBe(value);
  });

  it('puts no name into the title of the file', () => {
    expect(model.fileTitle).toBe('现场审核确认单 20269901000001 r1');
  });
});

describe('a sheet is not made', () => {
  it('with the words of another declaration', () => {
    const policy = samplePolicy();
    const declaration = { ...policy.texts.declaration, text: { 'zh-CN': '别的声明', en: 'another' } };
    expect(() => buildSheetModel({ ...input, policy: { ...policy, texts: { ...policy.texts, declaration } } })).toThrow(/policy/);
  });

  it('with another signature, or without the one that was sealed', () => {
    expect(() => buildSheetModel({ ...input, signature: sampleSignature(sampleContent(), { attempts: 2 }) })).toThrow(/signature/);
    expect(() => buildSheetModel({ ...input, signature: null })).toThrow(/signature/);
  });
});
