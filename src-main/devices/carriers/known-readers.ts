import type { MakeEnvelope } from './envelope';
import { dkEnvelope } from './dk-envelope';
import { miaxisEnvelope } from './miaxis-envelope';
import { rawEnvelope } from './raw-envelope';

interface KnownReader {
  vendorId: number;
  productId: number;
  model: string;
}

/** Readers with a vendor class, reached over libusb (reference sections 2.1 and 2.2). The first is the usual one. */
export const USB_READERS: readonly KnownReader[] = [
  { vendorId: 0x0400, productId: 0xc35a, model: 'SDT USB (0400:C35A)' },
  { vendorId: 0x0316, productId: 0x5020, model: '新中新 Synjones (0316:5020)' },
];

/** Readers of class HID and how they wrap a frame (reference sections 2.3 and 2.4). */
export const HID_READERS: readonly (KnownReader & { envelope: MakeEnvelope })[] = [
  { vendorId: 0x10c4, productId: 0x0007, model: '中正 Miaxis MR-300 (10C4:0007)', envelope: miaxisEnvelope },
  { vendorId: 0x203b, productId: 0x0101, model: '中正 Miaxis (203B:0101)', envelope: miaxisEnvelope },
  { vendorId: 0x0483, productId: 0x572b, model: '德科 DK26ME / DK200ZK (0483:572B)', envelope: dkEnvelope },
];

interface UsbIds {
  vendorId: number;
  productId: number;
}

function isSame(one: UsbIds): (other: UsbIds) => boolean {
  return (other) => one.vendorId === other.vendorId && one.productId === other.productId;
}

export function isKnownUsbReader(ids: UsbIds): boolean {
  return USB_READERS.some(isSame(ids));
}

export function isKnownHidReader(ids: UsbIds): boolean {
  return HID_READERS.some(isSame(ids));
}

/** Raw reports for a reader that nobody has described. */
export function envelopeFor(ids: UsbIds): MakeEnvelope {
  return HID_READERS.find(isSame(ids))?.envelope ?? rawEnvelope;
}

export function findModel(ids: UsbIds): string | null {
  return [...USB_READERS, ...HID_READERS].find(isSame(ids))?.model ?? null;
}

/** `0400:c35a`. */
export function usbIdText({ vendorId, productId }: UsbIds): string {
  return [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
}
