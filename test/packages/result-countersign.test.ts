import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countersignPackage } from '../../src-main/packages/result-countersign';
import type { SiteKey } from '../../src-main/packages/result-ports';
import { verifyResultPackage } from '../../src-main/packages/result-verify';
import { inFolder } from '../documents/paper-tools';
import { busySite, type SampleSite } from './result-fixture';

/** A desk that knows the site's public key and has not the private one. */
function withoutPrivateKey(site: SampleSite): SiteKey {
  return { sitePublicPem: site.sitePem, holdsSiteKey: false, signAsSite: () => { throw new Error('the site key lies on another machine'); } };
}

/** The package of such a desk, and where it lies. */
function withDraft(work: (site: SampleSite, path: string) => Promise<void>): Promise<void> {
  return inFolder(async (dir) => {
    const [site, path] = [busySite(), join(dir, 'desk-2.zip')];
    expect(await site.exportTo(path, { keys: withoutPrivateKey(site) })).toMatchObject({ ok: true, value: { awaitsSite: true } });
    await work(site, path);
  });
}

function codesOf(path: string, siteKey: string): Promise<readonly string[]> {
  return verifyResultPackage([path], { siteKey }).then(({ problems }) => problems.map(({ code }) => code));
}

it('a package of a desk without the site key lacks one thing: the signature of the site, which its machine gives', () => withDraft(async (site, path) => {
  expect(await codesOf(path, site.sitePem)).toEqual(['manifest-signature']);
  const signed = await countersignPackage(path, site.keys);
  expect(signed).toMatchObject({ ok: true, value: { manifest: { counts: { seals: 1 } } } });
  expect(await verifyResultPackage([path], { siteKey: site.sitePem })).toEqual({ sound: true, trusted: true, problems: [] });

  const bytes = readFileSync(path);
  expect(await countersignPackage(path, site.keys)).toEqual(signed);
  expect(readFileSync(path).equals(bytes), 'signed twice is signed once').toBe(true);
}));

it('the site signs nothing that was touched, that is of another site, or that is signed by somebody else; the file stays as it was', () => withDraft(async (site, path) => {
  const bytes = readFileSync(path);
  const stranger = generateKeyPairSync('ed25519');
  const strangers: SiteKey = { sitePublicPem: stranger.publicKey.export({ type: 'spki', format: 'pem' }) as string, holdsSiteKey: true, signAsSite: (content) => sign(null, content, stranger.privateKey) };
  expect(await countersignPackage(path, strangers)).toMatchObject({ ok: false, error: { code: 'package-not-sound' } });

  const touched = Buffer.from(bytes);
  touched.write('desk-3', touched.indexOf('"deskId":"desk-1"') + 10);
  writeFileSync(path, touched);
  expect(await countersignPackage(path, site.keys)).toMatchObject({ ok: false, error: { code: 'package-not-sound' } });
  expect(readFileSync(path).equals(touched)).toBe(true);

  expect(await site.exportTo(path, { keys: { ...site.keys, signAsSite: strangers.signAsSite } })).toMatchObject({ ok: true });
  expect(await countersignPackage(path, site.keys), 'a wrong signature is no missing one').toMatchObject({ ok: false, error: { code: 'package-not-sound', count: 1 } });
  writeFileSync(path, 'PK no package');
  expect(await countersignPackage(path, site.keys)).toMatchObject({ ok: false, error: { code: 'package-not-sound' } });
}));

it('a desk key that another site key signed keeps the package from being written at all', () => inFolder(async (dir) => {
  const site = busySite();
  const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string;
  expect(await site.exportTo(join(dir, 'out.zip'), { keys: { ...withoutPrivateKey(site), sitePublicPem: stranger } })).toEqual({ ok: false, error: { code: 'desk-key-unsigned', deskId: 'desk-1' } });
}));
