import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import type { Sha256 } from '../domain/vocabulary';
import { findSecret, writeSecretFile } from './keys/secret-files';
import type { StoreKey } from './keys/store-key';

/** The keys of this machine. Private keys stay behind the functions; signatures are raw Ed25519, 64 bytes. */
export interface DeskKeys {
  /** SPKI PEM: the bytes of `keys/desk-<id>.pem` in a result package, which the site key signs. */
  readonly deskPublicPem: string;
  /** Null on a desk whose site key lies on another machine, until that has approved this desk. */
  readonly sitePublicPem: string | null;
  /** The site's private key lies here: this machine exports. */
  readonly holdsSiteKey: boolean;
  /** Hex SHA-256 of the site's public key (SPKI DER). */
  readonly siteKeyFingerprint: Sha256 | null;
  signAsDesk(bytes: Uint8Array): Uint8Array;
  /** Throws on a machine without the site key. */
  signAsSite(bytes: Uint8Array): Uint8Array;
}

export interface KeyTrouble {
  code: 'desk-key-missing' | 'desk-key-damaged';
  file: string;
}

function keyFile(dir: string, owner: 'desk' | 'site'): string {
  return join(dir, 'keys', `${owner}.key`);
}

/** The site's public key on a desk that another machine approved. Sealed like the private ones: nobody else can put one there. */
function siteOfOthers(dir: string): string {
  return join(dir, 'keys', 'site-public.key');
}

async function createKey(file: string, storeKey: StoreKey): Promise<void> {
  if (existsSync(file)) return;
  const { privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  await writeSecretFile(file, pkcs8, storeKey);
  pkcs8.fill(0);
}

/** Makes the key of a further desk, whose site key lies on another machine. A key that is there stays. */
export async function createDeskKey(dir: string, storeKey: StoreKey): Promise<void> {
  await mkdir(join(dir, 'keys'), { recursive: true, mode: 0o700 });
  await createKey(keyFile(dir, 'desk'), storeKey);
}

/** Makes the desk's key and the site's, sealed under the store's key. A key that is there stays. */
export async function createDeskKeys(dir: string, storeKey: StoreKey): Promise<void> {
  await createDeskKey(dir, storeKey);
  await createKey(keyFile(dir, 'site'), storeKey);
}

async function readKey(file: string, storeKey: StoreKey): Promise<Result<KeyObject, KeyTrouble>> {
  const pkcs8 = await findSecret(file, storeKey).catch(() => undefined);
  if (pkcs8 === undefined) return err({ code: 'desk-key-missing', file });
  if (pkcs8 === null) return err({ code: 'desk-key-damaged', file });
  try {
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    pkcs8.fill(0);
    return key.asymmetricKeyType === 'ed25519' ? ok(key) : err({ code: 'desk-key-damaged', file });
  } catch {
    return err({ code: 'desk-key-damaged', file });
  }
}

function publicPemOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** Hex SHA-256 of a public key's SPKI DER: what stands on the readiness sheet, every sheet and receipt. */
export function keyFingerprint(publicPem: string): Sha256 {
  return createHash('sha256').update(createPublicKey(publicPem).export({ type: 'spki', format: 'der' })).digest('hex');
}

/** From now on the site's key is this one, on another machine. A site key of this desk's own goes: a site has one. */
export async function takeSiteKeyOfOthers(dir: string, storeKey: StoreKey, sitePublicPem: string): Promise<void> {
  await writeSecretFile(siteOfOthers(dir), Buffer.from(sitePublicPem), storeKey);
  await rm(keyFile(dir, 'site'), { force: true });
}

async function findSiteOfOthers(dir: string, storeKey: StoreKey): Promise<Result<string | null, KeyTrouble>> {
  const file = siteOfOthers(dir);
  if (!existsSync(file)) return ok(null);
  const pem = await findSecret(file, storeKey);
  return pem === null ? err({ code: 'desk-key-damaged', file }) : ok(pem.toString());
}

/** Opens the keys of a data folder. A desk without the site's key has only its own, and the public one where it was approved. */
export async function openDeskKeys(dir: string, storeKey: StoreKey): Promise<Result<DeskKeys, KeyTrouble>> {
  const desk = await readKey(keyFile(dir, 'desk'), storeKey);
  if (!desk.ok) return desk;
  const others = await findSiteOfOthers(dir, storeKey);
  if (!others.ok) return others;
  const site = others.value === null && existsSync(keyFile(dir, 'site')) ? await readKey(keyFile(dir, 'site'), storeKey) : null;
  if (site !== null && !site.ok) return site;
  const siteKey = site?.value ?? null;
  const sitePublicPem = siteKey === null ? others.value : publicPemOf(siteKey);
  return ok({
    deskPublicPem: publicPemOf(desk.value),
    sitePublicPem,
    holdsSiteKey: siteKey !== null,
    siteKeyFingerprint: sitePublicPem === null ? null : keyFingerprint(sitePublicPem),
    signAsDesk: (bytes) => sign(null, bytes, desk.value),
    signAsSite(bytes) {
      if (siteKey === null) throw new Error('the site key lies on another machine');
      return sign(null, bytes, siteKey);
    },
  });
}
