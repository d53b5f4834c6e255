import { err, ok, type Result } from '../domain/result';
import { encodeFrame } from './sam-frame';
import type { SamRequest } from './sam-requests';
import { SAM_STATUS } from './sam-status';

export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1024;
export const ADDRESS_BYTES = 70;
const INNER_LENGTHS_BYTES = 4;

/** SW1 and SW2 may carry a card's status word and decide nothing; `status` is SW3. */
export interface SamAnswer {
  status: number;
  data: Uint8Array;
}

/** Splits a frame's content, which the frame check has made sure holds at least SW1 SW2 SW3. */
export function parseAnswer(content: Uint8Array): SamAnswer {
  return { status: content[2] ?? 0, data: content.subarray(3) };
}

/** The complete frame of an answer. */
export function encodeAnswer(status: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const content = new Uint8Array(3 + data.length);
  content[2] = status;
  content.set(data, 3);
  return encodeFrame(content);
}

/** What an answer means for the request in flight. `stale`: it can only be the late answer to another request. */
export type Outcome = { kind: 'success'; data: Uint8Array } | { kind: 'failure'; status: number } | { kind: 'stale' };

const SUCCESSES: Readonly<Record<SamRequest, { status: number; fits: (bytes: number) => boolean }>> = {
  reset: { status: SAM_STATUS.success, fits: (bytes) => bytes === 0 },
  selfTest: { status: SAM_STATUS.success, fits: (bytes) => bytes === 0 },
  samId: { status: SAM_STATUS.success, fits: (bytes) => bytes === 16 },
  find: { status: SAM_STATUS.found, fits: (bytes) => bytes <= 8 },
  select: { status: SAM_STATUS.success, fits: (bytes) => bytes <= 8 },
  read: { status: SAM_STATUS.success, fits: (bytes) => bytes >= INNER_LENGTHS_BYTES + TEXT_BYTES },
  readWithFingerprints: { status: SAM_STATUS.success, fits: (bytes) => bytes >= INNER_LENGTHS_BYTES + 2 + TEXT_BYTES },
  newAddress: { status: SAM_STATUS.success, fits: (bytes) => bytes === ADDRESS_BYTES || bytes === ADDRESS_BYTES + 2 },
  cardManagementNo: { status: SAM_STATUS.success, fits: () => true },
  maxRadioFrame: { status: SAM_STATUS.success, fits: (bytes) => bytes === 0 },
};

export function outcomeOf(request: SamRequest, answer: SamAnswer): Outcome {
  const { status, fits } = SUCCESSES[request];
  if (answer.status === status && fits(answer.data.length)) return { kind: 'success', data: answer.data };
  const isSuccessOfAnother = answer.status === SAM_STATUS.success || answer.status === SAM_STATUS.found;
  return isSuccessOfAnother ? { kind: 'stale' } : { kind: 'failure', status: answer.status };
}

export interface TextAndPhoto {
  text: Uint8Array;
  /** Null when the answer holds no photo of the known size: the text counts without it. */
  photo: Uint8Array | null;
}

/** Data of a 30 01 answer: length of text and of photo, two bytes each, big-endian, then text and photo. */
export function parseTextAndPhoto(data: Uint8Array): Result<TextAndPhoto, { code: 'wrong-inner-lengths' }> {
  const textBytes = (data[0] ?? 0) * 256 + (data[1] ?? 0);
  const photoBytes = (data[2] ?? 0) * 256 + (data[3] ?? 0);
  const photoStart = INNER_LENGTHS_BYTES + TEXT_BYTES;
  if (textBytes !== TEXT_BYTES || data.length < photoStart) return err({ code: 'wrong-inner-lengths' });
  const photo = data.slice(photoStart, photoStart + PHOTO_BYTES);
  return ok({
    text: data.slice(INNER_LENGTHS_BYTES, photoStart),
    photo: photoBytes === PHOTO_BYTES && photo.length === PHOTO_BYTES ? photo : null,
  });
}

export interface TextPhotoAndFingerprints extends TextAndPhoto {
  /** 0, 512 or 1024 bytes, one finger to each 512. */
  fingerprints: Uint8Array;
}

/** Data of a 30 10 answer: like 30 01 with a third length, and the fingerprints behind the photo. */
export function parseTextPhotoAndFingerprints(data: Uint8Array): Result<TextPhotoAndFingerprints, { code: 'wrong-inner-lengths' }> {
  const fingerprintBytes = (data[4] ?? 0) * 256 + (data[5] ?? 0);
  const parts = parseTextAndPhoto(Uint8Array.from([...data.subarray(0, INNER_LENGTHS_BYTES), ...data.subarray(INNER_LENGTHS_BYTES + 2)]));
  if (!parts.ok) return parts;
  const start = INNER_LENGTHS_BYTES + 2 + TEXT_BYTES + PHOTO_BYTES;
  const isWhole = [0, 512, 1024].includes(fingerprintBytes) && data.length === start + fingerprintBytes;
  return isWhole ? ok({ ...parts.value, fingerprints: data.slice(start) }) : err({ code: 'wrong-inner-lengths' });
}

/**
 * Data of a 30 03 answer: the newest appended address, 35 UTF-16LE units. A length before it (00 46) is passed over:
 * no answer of a real card was ever captured, and some answers of this family begin with one.
 */
export function parseNewAddress(data: Uint8Array): string {
  const start = data.length === ADDRESS_BYTES + 2 && data[0] === 0 && data[1] === ADDRESS_BYTES ? 2 : 0;
  const units = Array.from({ length: ADDRESS_BYTES / 2 }, (_, i) => (data[start + 2 * i] ?? 0x20) + 256 * (data[start + 2 * i + 1] ?? 0));
  return String.fromCharCode(...units).replace(/[ \0]+$/, '');
}

/** Printed form of the 16 bytes that name a security module, e.g. `05.02-20200101-0001234567-0305419896`. */
export function formatSamId(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [first, second] = [0, 2].map((at) => String(view.getUint16(at, true)).padStart(2, '0'));
  const [date, ...serials] = [4, 8, 12].map((at) => String(view.getUint32(at, true)));
  return [`${first}.${second}`, date, ...serials.map((serial) => serial.padStart(10, '0'))].join('-');
}
