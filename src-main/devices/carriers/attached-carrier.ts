import { err, type Result } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier, OpenError } from './carrier';
import { HID_READERS, USB_READERS } from './known-readers';

/** One way to look: the reader, or why there is none this way. */
export interface Candidate {
  vendorId: number;
  productId: number;
  open: OpenCarrier;
}

export function knownCandidates(ways: { usb: (vendorId: number, productId: number) => OpenCarrier; hid: (vendorId: number, productId: number) => OpenCarrier }): readonly Candidate[] {
  const candidatesOf = (way: keyof typeof ways, readers: readonly { vendorId: number; productId: number }[]): Candidate[] =>
    readers.map(({ vendorId, productId }) => ({ vendorId, productId, open: ways[way](vendorId, productId) }));
  return [...candidatesOf('usb', USB_READERS), ...candidatesOf('hid', HID_READERS)];
}

/** The first known reader that is attached and opens, looked for anew each time. */
export function attachedCarrier(candidates: readonly Candidate[]): OpenCarrier {
  return async (events: CarrierEvents): Promise<Result<Carrier, OpenError>> => {
    const codes: OpenError['code'][] = [];
    for (const candidate of candidates) {
      const opened = await candidate.open(events);
      if (opened.ok) return opened;
      codes.push(opened.error.code);
    }
    // One kind of driver that does not load matters only when no other one can look.
    if (codes.every((code) => code === 'driver-missing')) return err({ code: 'driver-missing' });
    return err({ code: codes.includes('no-access') ? 'no-access' : 'no-reader' });
  };
}
