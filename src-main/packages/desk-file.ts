import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../canonical/canonical-json';
import { err, ok } from '../domain/result';
import type { Result } from '../domain/result';
import type { DeskId } from '../domain/vocabulary';

/**
 * The file with which the site's key comes to sign a desk's key: the desk writes it, the machine with the site's key
 * writes its approval into it, the desk accepts it. Canonical JSON, so that equal content is equal bytes.
 */
export const DESK_FILE_FORMAT = 'countersign.desk-key';

const place = z.strictObject({ code: z.string(), name: z.string() });
const signature = z.base64();
const requestSchema = z.strictObject({
  deskId: z.string().regex(/^[a-z0-9-]{1,16}$/),
  kind: z.enum(['live', 'training']),
  exam: z.strictObject({ name: z.string(), year: z.number().int() }),
  zone: place,
  site: place,
  /** SPKI PEM, byte for byte the `keys/desk-<id>.pem` of a result package. */
  deskKey: z.string(),
});
const approvalSchema = z.strictObject({
  /** SPKI PEM of the site. */
  siteKey: z.string(),
  /** By the site's key over the bytes of `deskKey`: the `keys/desk-<id>.sig` of a result package. Base64. */
  deskKeySignature: signature,
  /** By the site's key over the canonical request: whose desk it is, and of which site. Base64. */
  requestSignature: signature,
});
const fileSchema = z.strictObject({
  format: z.literal(DESK_FILE_FORMAT),
  version: z.literal(1),
  request: requestSchema,
  /** By the desk's own key over the canonical request: who asks has the key. Base64. */
  deskSignature: signature,
  approval: approvalSchema.nullable(),
});

export type DeskRequest = z.infer<typeof requestSchema>;
export type DeskApproval = z.infer<typeof approvalSchema>;
export type DeskFile = z.infer<typeof fileSchema>;
export type DeskFileTrouble = { code: 'desk-file-unknown' } | { code: 'desk-file-newer' } | { code: 'desk-file-damaged'; deskId: DeskId };
type SignBytes = (bytes: Uint8Array) => Uint8Array;

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export function isEd25519(publicPem: string, bytes: Uint8Array, signatureBase64: string): boolean {
  const raw = Buffer.from(signatureBase64, 'base64');
  try {
    const key = createPublicKey(publicPem);
    return key.asymmetricKeyType === 'ed25519' && raw.byteLength === 64 && verify(null, bytes, key, raw);
  } catch {
    return false;
  }
}

/** What both signatures over a request are made of. */
function requestBytes(request: DeskRequest): Buffer {
  return Buffer.from(canonicalJson(request));
}

export function requestFile(request: DeskRequest, signAsDesk: SignBytes): DeskFile {
  return { format: DESK_FILE_FORMAT, version: 1, request, deskSignature: base64(signAsDesk(requestBytes(request))), approval: null };
}

/** The same file with the site's word in it; an approval that was there is replaced. */
export function approvedFile(file: DeskFile, siteKey: string, signAsSite: SignBytes): DeskFile & { approval: DeskApproval } {
  const deskKeySignature = base64(signAsSite(Buffer.from(file.request.deskKey)));
  return { ...file, approval: { siteKey, deskKeySignature, requestSignature: base64(signAsSite(requestBytes(file.request))) } };
}

export function deskFileText(file: DeskFile): string {
  return canonicalJson(file);
}

function isSound({ request, deskSignature, approval }: DeskFile): boolean {
  const bytes = requestBytes(request);
  if (!isEd25519(request.deskKey, bytes, deskSignature)) return false;
  return approval === null
    || (isEd25519(approval.siteKey, Buffer.from(request.deskKey), approval.deskKeySignature) && isEd25519(approval.siteKey, bytes, approval.requestSignature));
}

/** Reads the file and checks every signature in it; whose keys they are is the reader's to judge. */
export function parseDeskFile(text: string): Result<DeskFile, DeskFileTrouble> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ code: 'desk-file-unknown' });
  }
  const head = z.object({ format: z.literal(DESK_FILE_FORMAT), version: z.number() }).safeParse(json);
  if (!head.success) return err({ code: 'desk-file-unknown' });
  if (head.data.version !== 1) return err({ code: 'desk-file-newer' });
  const read = fileSchema.safeParse(json);
  if (!read.success) return err({ code: 'desk-file-damaged', deskId: '' });
  return isSound(read.data) ? ok(read.data) : err({ code: 'desk-file-damaged', deskId: read.data.request.deskId });
}
