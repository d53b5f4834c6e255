import { generateKeyPair, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { sha256Hex } from '../canonical/canonical-json';
import type { DeskId, Sha256 } from '../domain/vocabulary';

/** The key and self-issued certificate that sign PDF files: never the desk key. */
export interface DocumentCertificate {
  /** PKCS #12 without a password, in memory alone. */
  p12: Uint8Array;
  pem: string;
  /** SHA-256 of the certificate's DER. */
  fingerprint: Sha256;
}

/** Seals the key's file and opens it again; null when it is not the one that was sealed. */
export interface CertificateSeal {
  seal(p12: Uint8Array): Uint8Array;
  findOpened(sealed: Uint8Array): Uint8Array | null;
}

export interface CertificateHolder {
  deskId: DeskId;
  now: Date;
}

const FILE = 'document-signing.key';
const KEY_BITS = 2048;
const VALID_YEARS = 10;

/** The store's certificate for PDF signatures out of `<store>/keys`; made there at first need, sealed. */
export async function openDocumentCertificate(keysDir: string, holder: CertificateHolder, seal: CertificateSeal): Promise<DocumentCertificate> {
  const file = join(keysDir, FILE);
  const stored = await findFile(file);
  if (stored) return readCertificate(opened(stored, seal));
  await mkdir(keysDir, { recursive: true, mode: 0o700 });
  await writeOnce(file, seal.seal(await makeP12(holder)));
  return readCertificate(opened(await readFile(file), seal));
}

function opened(sealed: Uint8Array, seal: CertificateSeal): Uint8Array {
  const p12 = seal.findOpened(sealed);
  if (p12 === null) throw new Error(`${FILE} does not open under this store's key`);
  return p12;
}

async function findFile(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Two desks that set up at once end with one key: the first link wins, the file is complete when it appears. */
async function writeOnce(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
  await chmod(file, 0o600);
}

async function makeP12(holder: CertificateHolder): Promise<Uint8Array> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS });
  const key = forge.pki.privateKeyFromPem(pair.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string);
  const certificate = selfIssued(key, holder);
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate], '', { algorithm: 'aes256', friendlyName: 'countersign' });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary');
}

function selfIssued(key: forge.pki.rsa.PrivateKey, holder: CertificateHolder): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  const name = [{ name: 'organizationName', value: 'Countersign' }, { name: 'commonName', value: `Countersign ${holder.deskId} document signing` }];
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  // The leading 01 keeps the number positive, as X.509 asks.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(holder.now.getTime() - 86_400_000);
  certificate.validity.notAfter = new Date(holder.now);
  certificate.validity.notAfter.setUTCFullYear(holder.now.getUTCFullYear() + VALID_YEARS);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return certificate;
}

function readCertificate(p12: Uint8Array): DocumentCertificate {
  const parsed = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(Buffer.from(p12).toString('binary')), '');
  const bag = parsed.getBags({ bagType: String(forge.pki.oids['certBag']) })[String(forge.pki.oids['certBag'])]?.[0];
  if (!bag?.cert) throw new Error(`${FILE} holds no certificate`);
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(bag.cert)).getBytes();
  return { p12, pem: forge.pki.certificateToPem(bag.cert), fingerprint: sha256Hex(Buffer.from(der, 'binary')) };
}
