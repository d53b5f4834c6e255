import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { DeskId, Sha256 } from '../domain/vocabulary';
import { MANIFEST, MANIFEST_SIGNATURE, SITE_KEY } from './result-paths';
import type { ProblemList } from './result-problems';
import type { ResultFiles } from './result-reader';

const DESK_KEY = /^keys\/desk-([a-z0-9-]{1,16})\.pem$/;

/** Keys of a package that hold: desk keys only where the site key signed them. */
export interface PackageKeys {
  desks: ReadonlyMap<DeskId, KeyObject>;
  /** The site key is the one that was given from elsewhere. */
  trusted: boolean;
}

/**
 * Site key, manifest signature and desk keys. `given` is the site's public key (PEM) or its fingerprint (hex SHA-256 of the SPKI DER,
 * in groups or not), known from somewhere else than the package.
 */
export async function verifyKeys(files: ResultFiles, given: string | null, problems: ProblemList): Promise<PackageKeys> {
  const site = findKey(await files.findText(SITE_KEY));
  if (site === null) {
    problems.add('bad-key', SITE_KEY);
    return { desks: new Map(), trusted: false };
  }
  const [manifest, signature] = [await files.findBytes(MANIFEST), await files.findBytes(MANIFEST_SIGNATURE)];
  const signed = manifest !== null && signature !== null && isSignedBy(site, manifest, signature);
  if (!signed) problems.add('manifest-signature', MANIFEST_SIGNATURE);
  const same = given !== null && fingerprintOf(site) === givenFingerprint(given);
  if (given !== null && !same) problems.add('site-key-differs', SITE_KEY, fingerprintOf(site));
  return { desks: await signedDeskKeys(files, site, problems), trusted: signed && same };
}

/** Raw Ed25519, 64 bytes; anything else is no signature. */
export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.byteLength === 64 && verify(null, bytes, key, signature);
}

async function signedDeskKeys(files: ResultFiles, site: KeyObject, problems: ProblemList): Promise<Map<DeskId, KeyObject>> {
  const desks = new Map<DeskId, KeyObject>();
  for (const path of files.files.keys()) {
    const deskId = DESK_KEY.exec(path)?.[1];
    if (deskId === undefined) continue;
    const pem = await files.findText(path);
    const key = findKey(pem);
    const signature = await files.findBytes(path.replace(/pem$/, 'sig'));
    if (pem === null || key === null) problems.add('bad-key', path);
    else if (signature === null || !isSignedBy(site, Buffer.from(pem), signature)) problems.add('desk-key-signature', path);
    else desks.set(deskId, key);
  }
  return desks;
}

function findKey(pem: string | null): KeyObject | null {
  if (pem === null) return null;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function fingerprintOf(key: KeyObject): Sha256 {
  return createHash('sha256').update(key.export({ type: 'spki', format: 'der' })).digest('hex');
}

/** Empty for what is neither a key nor a fingerprint: it equals no key. */
function givenFingerprint(given: string): string {
  const key = findKey(given);
  if (key) return fingerprintOf(key);
  const hex = given.replace(/[\s:-]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : '';
}
