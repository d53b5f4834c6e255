import type { IdCard } from '../../domain/id-card';
import { encodeCardText } from '../../domain/id-card-text';
import { PHOTO_BYTES } from '../sam-answers';

/** A card as it lies on the simulated reader. */
export interface SimulatedCard {
  text: Uint8Array;
  photo: Uint8Array;
  /** 0, 512 or 1024 bytes. */
  fingerprints: Uint8Array;
  /** The newest appended address, at most 35 UTF-16 units; null when the chip has none. */
  newAddress: string | null;
}

const PHOTO_START: readonly number[] = [0x57, 0x4c, 0x66, 0x00, 0x7e, 0x00, 0x32, 0x00];

/** Begins like a chip photo (WLT) and is none: no decoder shows a person for it. */
export function pseudoPhoto(): Uint8Array {
  return new Uint8Array(PHOTO_BYTES).map((_, k) => PHOTO_START[k] ?? k % 256);
}

/** A text longer than its place on the chip is a RangeError. */
export function simulatedCard(card: IdCard, extra: Partial<SimulatedCard> = {}): SimulatedCard {
  return { text: encodeCardText(card), photo: pseudoPhoto(), fingerprints: new Uint8Array(0), newAddress: null, ...extra };
}

function twoBytes(value: number): number[] {
  return [value >> 8, value & 0xff];
}

/** Answer data of 30 01. */
export function textAndPhotoData({ text, photo }: SimulatedCard): Uint8Array {
  return Uint8Array.from([...twoBytes(text.length), ...twoBytes(photo.length), ...text, ...photo]);
}

/** Answer data of 30 10. */
export function textPhotoAndFingerprintsData({ text, photo, fingerprints }: SimulatedCard): Uint8Array {
  return Uint8Array.from([
    ...twoBytes(text.length), ...twoBytes(photo.length), ...twoBytes(fingerprints.length), ...text, ...photo, ...fingerprints,
  ]);
}

const ADDRESS_UNITS = 35;

/** Answer data of 30 03. */
export function newAddressData(address: string): Uint8Array {
  const padded = address.padEnd(ADDRESS_UNITS, ' ').slice(0, ADDRESS_UNITS);
  return Uint8Array.from(Array.from({ length: ADDRESS_UNITS }, (_, i) => padded.charCodeAt(i)).flatMap((unit) => [unit & 0xff, unit >> 8]));
}
