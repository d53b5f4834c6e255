import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf, sha256Hex } from '../../src-main/canonical/canonical-json';
import { buildSeal, type SealInput } from '../../src-main/domain/seal-form';
import { NO, SIGNED_AT, sampleRecord, signedCase } from '../documents/signed-case';

const { content, signature, seal, sealJson } = signedCase();
const identity = sampleRecord().identityChecks[0]!;
const input: SealInput = {
  deskId: 'desk-1', content, contentDigest: digestOf(content), identity, hand: { kind: 'strokes', form: signature, sha256: digestOf(signature) },
  people: [{ id: 'staff-1', role: 'reviewer' }], signedAt: SIGNED_AT, auditHead: { seq: 42, hash: sha256Hex('event 42') }, enteredLater: false,
};

describe('a seal', () => {
  it('binds content, identity, signature, people, time and the place in the audit chain', () => {
    expect(seal).toEqual({
      format: 'countersign.seal', version: 1, deskId: 'desk-1', registrationNo: NO, sheet: { revision: 1, digest: digestOf(content), content },
      identity: { method: 'chip', at: identity.at, result: 'passed' },
      signature: { sha256: digestOf(signature), samples: signature.samples, durationMs: 20_000 }, inkCapture: null,
      people: [{ id: 'staff-1', role: 'reviewer' }, { id: 'staff-2', role: 'secondReviewer' }, { id: 'staff-3', role: 'approver' }],
      signedAt: SIGNED_AT, auditHead: { seq: 42, hash: sha256Hex('event 42') }, enteredLater: false,
    });
  });

  it('comes back from its canonical bytes unchanged', () => {
    expect(canonicalJson(JSON.parse(sealJson) as never)).toBe(sealJson);
  });

  it('of a paper signed in ink carries its capture instead of strokes', () => {
    const ink = buildSeal({ ...input, hand: { kind: 'ink', captureSha256: sha256Hex('scan') }, enteredLater: true });
    expect(ink).toMatchObject({ signature: null, inkCapture: { sha256: sha256Hex('scan') }, enteredLater: true });
  });

  it('is not made on an identity check that failed', () => {
    expect(() => buildSeal({ ...input, identity: { ...identity, passed: false } })).toThrow(/identity/);
  });
});
