import { execFile } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { err } from '../../src-main/domain/result';
import { createDeskKeys, keyFingerprint, openDeskKeys } from '../../src-main/storage/desk-keys';
import type { DeskKeys } from '../../src-main/storage/desk-keys';
import { TEST_KEY, withTemporaryFolder } from '../support/temporary-store';

async function withKeys(work: (keys: DeskKeys, dir: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (dir) => {
    await createDeskKeys(dir, TEST_KEY);
    const keys = await openDeskKeys(dir, TEST_KEY);
    if (!keys.ok) throw new Error(keys.error.code);
    await work(keys.value, dir);
  });
}

test('the desk and the site sign with raw 64-byte signatures that their public keys verify', async () => {
  await withKeys(async (keys) => {
    const bytes = Buffer.from('{"format":"countersign.seal"}');
    const [desk, site] = [keys.signAsDesk(bytes), keys.signAsSite(bytes)];
    expect([desk.length, site.length]).toEqual([64, 64]);
    expect(verify(null, bytes, keys.deskPublicPem, desk)).toBe(true);
    expect(verify(null, bytes, keys.sitePublicPem ?? '', site)).toBe(true);
    expect(verify(null, bytes, keys.deskPublicPem, site), 'the keys are different ones').toBe(false);
    expect(verify(null, Buffer.from('another'), keys.deskPublicPem, desk)).toBe(false);
  });
});

test('openssl verifies them too', async () => {
  await withKeys(async (keys, dir) => {
    const [pem, data, signature] = ['desk-1.pem', 'seal.json', 'seal.sig'].map((name) => join(dir, name));
    writeFileSync(pem ?? '', keys.deskPublicPem);
    writeFileSync(data ?? '', 'sealed');
    writeFileSync(signature ?? '', keys.signAsDesk(Buffer.from('sealed')));
    const { stdout } = await promisify(execFile)('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', pem ?? '', '-rawin', '-in', data ?? '', '-sigfile', signature ?? '']);
    expect(stdout).toContain('Signature Verified Successfully');
  });
});

test('private keys are readable by their owner alone', async () => {
  await withKeys(async (_, dir) => {
    expect(readdirSync(join(dir, 'keys')).toSorted()).toEqual(['desk.key', 'site.key']);
    for (const name of ['desk.key', 'site.key']) expect(statSync(join(dir, 'keys', name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'keys')).mode & 0o777).toBe(0o700);
  });
});

test('making keys again keeps the ones that are there', async () => {
  await withKeys(async (keys, dir) => {
    await createDeskKeys(dir, TEST_KEY);
    const again = await openDeskKeys(dir, TEST_KEY);
    expect(again.ok && again.value.deskPublicPem).toBe(keys.deskPublicPem);
    expect(again.ok && again.value.sitePublicPem).toBe(keys.sitePublicPem);
  });
});

test('the fingerprint is the SHA-256 of the public key in DER', async () => {
  await withKeys(async (keys) => {
    const der = createPublicKey(keys.sitePublicPem ?? '').export({ type: 'spki', format: 'der' });
    expect(keys.siteKeyFingerprint).toBe(sha256Hex(der));
    expect(keyFingerprint(keys.sitePublicPem ?? '')).toBe(keys.siteKeyFingerprint);
  });
});

test('a desk whose site key lies on another machine signs for itself only', async () => {
  await withKeys(async (_, dir) => {
    rmSync(join(dir, 'keys', 'site.key'));
    const keys = await openDeskKeys(dir, TEST_KEY);
    if (!keys.ok) throw new Error(keys.error.code);
    expect(keys.value).toMatchObject({ sitePublicPem: null, siteKeyFingerprint: null });
    expect(keys.value.signAsDesk(Buffer.from('x'))).toHaveLength(64);
    expect(() => keys.value.signAsSite(Buffer.from('x'))).toThrow('another machine');
  });
});

test('a key that is missing or damaged is named', async () => {
  await withKeys(async (_, dir) => {
    const [desk, site] = [join(dir, 'keys', 'desk.key'), join(dir, 'keys', 'site.key')];
    writeFileSync(site, 'no key');
    expect(await openDeskKeys(dir, TEST_KEY)).toEqual(err({ code: 'desk-key-damaged', file: site }));
    rmSync(desk);
    expect(await openDeskKeys(dir, TEST_KEY)).toEqual(err({ code: 'desk-key-missing', file: desk }));
  });
});
