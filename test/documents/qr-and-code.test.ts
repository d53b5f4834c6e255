import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { findQrFacts, qrText, type QrFacts } from '../../src-main/documents/qr';
import { receiptCode } from '../../src-main/documents/receipt-code';
import { NO, sampleKey } from './signed-case';

const desk = sampleKey();
const facts: QrFacts = { site: '9901', no: NO, rev: 1, digest: sha256Hex('sheet'), result: 'signed', day: '2026-03-01', desk: 'desk-1' };

describe('the QR of sheet and receipt', () => {
  it('is CS1, canonical facts and the desk key’s signature, each base64url', () => {
    const [prefix, body, signature] = qrText(facts, desk.sign).split('.');
    expect(prefix).toBe('CS1');
    expect(Buffer.from(body!, 'base64url').toString()).toBe(`{"day":"2026-03-01","desk":"desk-1","digest":"${facts.digest}","no":"${NO}","result":"signed","rev":1,"site":"9901"}`);
    expect(Buffer.from(signature!, 'base64url')).toHaveLength(64);
  });

  it('is read back by the desk’s public key alone', () => {
    const text = qrText(facts, desk.sign);
    expect(findQrFacts(text, desk.publicPem)).toEqual(facts);
    expect(findQrFacts(text, sampleKey().publicPem)).toBeNull();
  });

  it('may come from a receipt without a sheet', () => {
    const text = qrText({ ...facts, rev: null, digest: null, result: 'supplementOwed' }, desk.sign);
    expect(findQrFacts(text, desk.publicPem)).toMatchObject({ rev: null, result: 'supplementOwed' });
  });

  it('is refused when any character of it is another', () => {
    const text = qrText(facts, desk.sign);
    fc.assert(fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'x', '7', '.', '_'), (at, other) => {
      fc.pre(text[at] !== other);
      const read = findQrFacts(text.slice(0, at) + other + text.slice(at + 1), desk.publicPem);
      // The last character of base64 holds bits that no byte uses: another spelling of the same signature is the same facts.
      expect(read ?? facts).toEqual(facts);
    }));
  });

  it.each(['', 'CS1', 'CS2.a.b', 'CS1.a.b.c', 'https://example.org'])('is not taken for "%s"', (text) => {
    expect(findQrFacts(text, desk.publicPem)).toBeNull();
  });
});

describe('the receipt code', () => {
  it('has eight characters that can be read out over a telephone, always the same for the same seal', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      const digest = sha256Hex(text);
      expect(receiptCode(digest)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(receiptCode(digest)).toBe(receiptCode(digest));
    }));
  });

  it('holds the first forty bits', () => {
    expect(receiptCode(`${'0'.repeat(9)}1${'f'.repeat(54)}`)).toBe('0000-0001');
    expect(receiptCode('f'.repeat(64))).toBe('ZZZZ-ZZZZ');
  });
});
