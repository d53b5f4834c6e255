import { z } from 'zod';
import { canonicalJson } from '../canonical/canonical-json';
import { FIELD_HEADERS } from '../domain/fields';
import type { Seal } from '../domain/seal-form';
import type { SignatureForm } from '../domain/signature-form';

/** The forms of spec case-and-finality.md as a reader meets them: bytes from anywhere. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime({ offset: true });
const place = z.strictObject({ code: z.string(), name: z.string() });
const field = z.string().refine((key) => key in FIELD_HEADERS);
const whole = z.number().int();

const contentSchema = z.strictObject({
  format: z.literal('countersign.sheet'),
  version: z.literal(1),
  exam: z.strictObject({ name: z.string(), year: whole }),
  zone: place,
  site: place,
  registrationNo: z.string(),
  revision: whole.positive(),
  fields: z.record(field, z.string()),
  corrections: z.array(z.strictObject({
    field, old: z.string(), new: z.string(), reason: z.string(), evidence: z.array(sha256), requestedBy: z.string(), decidedBy: z.string(), decidedAt: time,
  })),
  materials: z.array(z.strictObject({
    code: z.string(), n: whole.nonnegative(), sha256: sha256.nullable(), decision: z.enum(['accepted', 'acceptedWithCommitment', 'contested']),
  })),
  photo: sha256.nullable(),
  declaration: z.strictObject({ id: z.string(), version: whole, lang: z.enum(['zh-CN', 'en']), sha256 }),
  policyDigest: sha256,
});

const sealSchema = z.strictObject({
  format: z.literal('countersign.seal'),
  version: z.literal(1),
  deskId: z.string().regex(/^[a-z0-9-]{1,16}$/),
  registrationNo: z.string(),
  sheet: z.strictObject({ revision: whole.positive(), digest: sha256, content: contentSchema }),
  identity: z.strictObject({
    method: z.enum(['chip', 'document', 'temporaryId', 'policeCertificate', 'consent', 'simulated']), at: time, result: z.literal('passed'),
  }),
  signature: z.strictObject({ sha256, samples: whole.positive(), durationMs: whole.nonnegative() }).nullable(),
  inkCapture: z.strictObject({ sha256 }).nullable(),
  people: z.array(z.strictObject({ id: z.string(), role: z.enum(['reviewer', 'secondReviewer', 'approver']) })),
  signedAt: time,
  auditHead: z.strictObject({ seq: whole.nonnegative(), hash: sha256 }),
  enteredLater: z.boolean(),
});

const orNull = whole.nullable();
const signatureSchema = z.strictObject({
  format: z.literal('countersign.signature'),
  version: z.literal(1),
  sheetDigest: sha256,
  unit: z.enum(['px/100', 'pad', 'mm/100']),
  area: z.strictObject({ w: whole, h: whole, scale100: whole }),
  device: z.strictObject({ kind: z.enum(['pen', 'touch', 'mouse', 'pad']), name: z.string() }),
  startedAt: time,
  durationMs: whole,
  attempts: whole,
  sections: z.array(z.strictObject({ id: z.string(), confirmedAtMs: whole, picture: sha256 })),
  strokes: z.array(z.array(z.tuple([whole, whole, orNull, orNull, orNull, whole]))),
  samples: whole,
});

/** A form that was read, and whether its file holds exactly the canonical bytes. */
export interface ReadForm<T> {
  form: T;
  canonical: boolean;
}

/** Null when the file is no such form. */
export function readSealForm(text: string): ReadForm<Seal> | null {
  return readForm(text, (value) => sealSchema.safeParse(value).success) as ReadForm<Seal> | null;
}

export function readSignatureForm(text: string): ReadForm<SignatureForm> | null {
  return readForm(text, (value) => signatureSchema.safeParse(value).success) as ReadForm<SignatureForm> | null;
}

function readForm(text: string, isForm: (value: unknown) => boolean): ReadForm<unknown> | null {
  const value = findJson(text);
  return isForm(value) ? { form: value, canonical: canonicalJson(value as never) === text } : null;
}

/** Undefined for what is no JSON. */
export function findJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
