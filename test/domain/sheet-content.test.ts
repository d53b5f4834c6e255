import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256Hex } from '../../src-main/canonical/canonical-json';
import { FIELD_KEYS } from '../../src-main/domain/fields';
import { buildSheetContent } from '../../src-main/domain/sheet-content';
import { FIELDS, NO, UNIT_CORRECTION, imageBytes, sampleContent, samplePolicy, sampleRecord } from '../documents/signed-case';

describe('the content of a sheet', () => {
  it('says exam, zone, site, number and revision, and names policy and declaration by their digests', () => {
    const content = sampleContent();
    expect(content).toMatchObject({
      format: 'countersign.sheet', version: 1, exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' }, site: { code: '9901', name: '测试考点' },
      registrationNo: NO, revision: 1, photo: sha256Hex(imageBytes('PHOTO', 1)), policyDigest: digestOf(samplePolicy() as never),
      declaration: { id: 'declaration', version: 1, lang: 'zh-CN', sha256: sha256Hex(samplePolicy().texts.declaration.text['zh-CN']) },
    });
  });

  it('holds every field that is not empty with its current value, and no other', () => {
    const record = sampleRecord();
    const fields = { ...FIELDS, degree: '' };
    const content = sampleContent({ ...record, registration: { ...record.registration, fields } });
    const { degree, ...filled } = fields;
    expect(degree).toBe('');
    expect(content.fields).toEqual(filled);
    expect(content.fields.workUnit).toBe(UNIT_CORRECTION.new);
  });

  it('tells approved corrections only, with old and new value, evidence and both people', () => {
    const refused = { ...UNIT_CORRECTION, id: 'c2', state: 'refused' as const };
    const requested = { ...UNIT_CORRECTION, id: 'c3', state: 'requested' as const, decidedBy: null, decidedAt: null };
    const content = sampleContent(sampleRecord({ corrections: [refused, UNIT_CORRECTION, requested, { ...UNIT_CORRECTION, id: 'c4', state: 'withdrawn' }] }));
    expect(content.corrections).toEqual([{
      field: 'workUnit', old: UNIT_CORRECTION.old, new: UNIT_CORRECTION.new, reason: UNIT_CORRECTION.reason, evidence: [sha256Hex(imageBytes('UNIT_PROOF', 1))],
      requestedBy: 'staff-1', decidedBy: 'staff-3', decidedAt: UNIT_CORRECTION.decidedAt,
    }]);
  });

  it('takes the newest decision on a material and leaves out papers that nobody decided', () => {
    const record = sampleRecord();
    const again = { ...record.decisions[0]!, id: 'd99', code: 'EDU', decision: 'accepted' as const };
    const content = sampleContent({ ...record, decisions: [...record.decisions.filter(({ code }) => code !== 'NOTICE'), again] });
    expect(content.materials.filter(({ code }) => code === 'EDU')).toMatchObject([{ n: 1, decision: 'accepted' }]);
    expect(content.materials.some(({ code }) => code === 'NOTICE')).toBe(false);
  });

  it('lists a paper that was decided without an image as number 0', () => {
    const record = sampleRecord();
    const content = sampleContent({ ...record, images: record.images.filter(({ code }) => code !== 'NOTICE') });
    expect(content.materials).toContainEqual({ code: 'NOTICE', n: 0, sha256: null, decision: 'accepted' });
  });

  it('is the same whatever the order of images and decisions', () => {
    const record = sampleRecord();
    const digest = digestOf(sampleContent(record));
    fc.assert(fc.property(fc.shuffledSubarray([...record.images], { minLength: record.images.length }), fc.shuffledSubarray([...record.decisions], { minLength: record.decisions.length }), (images, decisions) => {
      expect(digestOf(sampleContent({ ...record, images, decisions }))).toBe(digest);
    }));
  });

  it('has another digest as soon as any value differs', () => {
    const record = sampleRecord();
    const digest = digestOf(sampleContent(record));
    fc.assert(fc.property(fc.constantFrom(...FIELD_KEYS), fc.string({ minLength: 1, unit: 'binary' }), (key, value) => {
      fc.pre(value !== (FIELDS[key] ?? ''));
      const changed = { ...record, registration: { ...record.registration, fields: { ...FIELDS, [key]: value } } };
      expect(digestOf(sampleContent(changed))).not.toBe(digest);
    }));
  });

  it('has ASCII keys and no fractions in its canonical form', () => {
    const keys: string[] = [];
    JSON.parse(canonicalJson(sampleContent()), (key, value: unknown) => {
      keys.push(key);
      expect(typeof value === 'number' ? Number.isInteger(value) : true).toBe(true);
      return value;
    });
    expect(keys.filter((key) => !/^[\x20-\x7e]*$/.test(key))).toEqual([]);
  });

  it('carries the revision that it was drawn up as', () => {
    const policy = samplePolicy();
    const content = buildSheetContent({ record: sampleRecord(), policy, policyDigest: digestOf(policy as never), revision: 7, declaration: { lang: 'en', sha256: sha256Hex('x') } });
    expect([content.revision, content.declaration.lang]).toEqual([7, 'en']);
  });
});
