import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src-main/canonical/canonical-json';
import type { JsonValue } from '../../../src-main/domain/audit-event';
import { FIELD_KEYS } from '../../../src-main/domain/fields';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import { digestSheet, readBackSheet } from '../../../src-renderer/candidate/sheet/read-back-sheet';
import { sampleSheet } from './candidate-desk';
import { withDrawnSheet } from './drawn-sheet';

/** Rare characters, blanks at both ends, line ends, mark-up, the dash that stands for null, and anything else. */
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', ' ', '—', '范𬭎㛃', '  两端 空格  ', 'a\r\nb\n', '<b>&amp;</b>', '\t', '{{name}}', '990000200001010032'));
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const place = fc.record({ code: text, name: text });
const field = fc.constantFrom(...FIELD_KEYS);

const anySheet: fc.Arbitrary<SheetContentView> = fc.record({
  format: fc.constant('countersign.sheet' as const), version: fc.constant(1 as const), exam: fc.record({ name: text, year: fc.integer() }), zone: place, site: place, registrationNo: text,
  revision: fc.nat(), fields: fc.dictionary(field, text, { maxKeys: 12 }),
  corrections: fc.array(fc.record({ field, old: text, new: text, reason: text, evidence: fc.array(digest, { maxLength: 2 }), requestedBy: text, decidedBy: text, decidedAt: text }), { maxLength: 3 }),
  materials: fc.array(fc.record({ code: text, n: fc.nat(), sha256: fc.option(digest), decision: text }), { maxLength: 3 }),
  photo: fc.option(digest), declaration: fc.record({ id: text, version: fc.nat(), lang: fc.constantFrom('zh-CN', 'en'), sha256: digest }), policyDigest: digest,
});

function asJson(sheet: SheetContentView): JsonValue {
  return sheet as unknown as JsonValue;
}

describe('a sheet read back from the page', () => {
  it('is the sheet that was drawn, whatever it says, in both languages', () => {
    fc.assert(fc.property(anySheet, fc.constantFrom('zh-CN' as const, 'en' as const), (sheet, language) => {
      withDrawnSheet(sheet, language, (root) => expect(readBackSheet(root)).toEqual({ ok: true, value: sheet }));
    }), { numRuns: 60 });
  }, 120_000);

  it('has the digest that the desk computes itself', async () => {
    const sheet = sampleSheet();
    const drawn = withDrawnSheet(sheet, 'zh-CN', readBackSheet);
    expect(drawn.ok && await digestSheet(drawn.value)).toBe(digestOf(asJson(sheet)));
  });

  it('has another digest as soon as one drawn character differs', async () => {
    const sheet = sampleSheet();
    const digests = withDrawnSheet(sheet, 'zh-CN', (root) => [...root.querySelectorAll('[data-leaf][data-type="string"]')].map((leaf) => {
      const kept = leaf.innerHTML;
      leaf.textContent = `${leaf.textContent ?? ''}。`;
      const read = readBackSheet(root);
      leaf.innerHTML = kept;
      return read.ok ? digestSheet(read.value) : Promise.resolve('unreadable');
    }));
    const all = await Promise.all(digests);
    expect(all.length).toBeGreaterThan(20);
    expect(all).not.toContain(digestOf(asJson(sheet)));
    expect(all).not.toContain('unreadable');
  });

  it('cannot be read when a line of it was taken away', () => {
    const read = withDrawnSheet(sampleSheet(), 'zh-CN', (root) => {
      root.querySelector('[data-leaf="/fields/name"]')?.remove();
      return readBackSheet(root);
    });
    expect(read).toEqual({ ok: false, error: { code: 'unreadable-leaf', path: '/fields' } });
  });

  it('cannot be read when a value is on the page but not to be seen', () => {
    const read = withDrawnSheet(sampleSheet(), 'zh-CN', (root) => {
      root.querySelector<HTMLElement>('[data-leaf="/fields/name"]')?.style.setProperty('display', 'none');
      return readBackSheet(root);
    });
    expect(read).toEqual({ ok: false, error: { code: 'unreadable-leaf', path: '/fields/name' } });
  });

  it('takes nothing from what only explains a value', () => {
    const sheet = sampleSheet();
    const read = withDrawnSheet(sheet, 'en', (root) => {
      expect(root.textContent).toContain('Identity card');
      for (const label of root.querySelectorAll('p')) if (label.querySelector('[data-leaf]') === null) label.textContent = 'another label';
      return readBackSheet(root);
    });
    expect(read).toEqual({ ok: true, value: sheet });
  });
});

describe('what the candidate reads', () => {
  it('names a category beside its code, and a paper beside its', () => {
    withDrawnSheet(sampleSheet(), 'zh-CN', (root) => {
      expect(root.textContent).toContain('120 口腔执业医师');
      expect(root.textContent).toContain('试用期考核证明');
      expect(root.textContent).toContain('凭承诺书接受');
    });
  });

  it('shows what a corrected value was, what it is and why, where the value stands', () => {
    withDrawnSheet(sampleSheet(), 'zh-CN', (root) => {
      const corrected = root.querySelector('[data-leaf="/fields/category"]')?.closest('[data-span]');
      expect(corrected?.textContent).toMatch(/已更正.*110 临床执业医师.*120 口腔执业医师.*误选类别/s);
    });
  });

  it('sets the three groups of a resident number apart without adding to it', () => {
    withDrawnSheet(sampleSheet(), 'zh-CN', (root) => {
      const number = root.querySelector('[data-leaf="/fields/idNumber"]');
      expect([...(number?.children ?? [])].map(({ textContent }) => textContent)).toEqual(['990000', '20000101', '0032']);
      expect(number?.textContent).toBe('990000200001010032');
    });
  });

  it('shows the binding declaration in its own language, and a translation that says it is one', () => {
    withDrawnSheet(sampleSheet(), 'en', (root) => expect(root.textContent).toMatch(/Translation.*I have checked every item\..*binding.*本人已逐项核对。/s));
    withDrawnSheet(sampleSheet(), 'zh-CN', (root) => expect(root.textContent).not.toContain('I have checked'));
  });
});
