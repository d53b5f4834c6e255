import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../src-main/canonical/canonical-json';
import { approvedFile, deskFileText, parseDeskFile, requestFile } from '../../src-main/packages/desk-file';

const [desk, site, stranger] = [0, 1, 2].map(() => generateKeyPairSync('ed25519')) as [Pair, Pair, Pair];
type Pair = { publicKey: KeyObject; privateKey: KeyObject };

function pemOf({ publicKey }: Pair): string {
  return publicKey.export({ type: 'spki', format: 'pem' }) as string;
}

function signer({ privateKey }: Pair): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => sign(null, bytes, privateKey);
}

const REQUEST = { deskId: 'desk-2', kind: 'training', exam: { name: '医师资格考试', year: 2026 }, zone: { code: '99', name: '测试考区' }, site: { code: '9901', name: '测试考点' }, deskKey: pemOf(desk) } as const;
const requested = requestFile(REQUEST, signer(desk));
const approved = approvedFile(requested, pemOf(site), signer(site));

function codeOf(text: string): string {
  const read = parseDeskFile(text);
  return read.ok ? 'ok' : read.error.code;
}

it('a request and its approval are read as they were written', () => {
  expect(parseDeskFile(deskFileText(requested))).toEqual({ ok: true, value: requested });
  expect(parseDeskFile(deskFileText(approved))).toEqual({ ok: true, value: approved });
});

it('a request that somebody without the desk key wrote is no request, nor is an approval by another key than it names', () => {
  expect(codeOf(deskFileText(requestFile(REQUEST, signer(stranger))))).toBe('desk-file-damaged');
  expect(codeOf(deskFileText(approvedFile(requested, pemOf(site), signer(stranger))))).toBe('desk-file-damaged');
});

it('whose desk it is and of which site cannot be changed after the approval, not even by the desk itself', () => {
  for (const change of [{ deskId: 'desk-3' }, { kind: 'live' }, { site: { code: '9902', name: '测试考点' } }, { exam: { name: '医师资格考试', year: 2027 } }, { deskKey: pemOf(stranger) }] as const) {
    const other = requestFile({ ...REQUEST, ...change }, signer('deskKey' in change ? stranger : desk));
    expect(codeOf(deskFileText(other)), 'a request of its own').toBe('ok');
    expect(codeOf(deskFileText({ ...other, approval: approved.approval })), JSON.stringify(change).slice(0, 40)).toBe('desk-file-damaged');
  }
});

it('what is no such file, or a newer one, is told apart from a damaged one', () => {
  expect([codeOf(''), codeOf('{}'), codeOf('[1]'), codeOf(canonicalJson({ format: 'countersign.seal', version: 1 }))]).toEqual(Array(4).fill('desk-file-unknown'));
  expect(codeOf(canonicalJson({ ...approved, version: 2 }))).toBe('desk-file-newer');
  expect(codeOf(canonicalJson({ ...approved, extra: 1 }))).toBe('desk-file-damaged');
});

it('a file with any byte changed is never read as a sound one that says something else', () => {
  const bytes = Buffer.from(deskFileText(approved));
  fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ by;
    const read = parseDeskFile(changed.toString('utf8'));
    // The unused bits of the last base64 character, and names that nobody signs for, say nothing else.
    if (read.ok) expect(read.value.request).toEqual(approved.request);
  }), { numRuns: 300 });
});
