import { devicesAsync, HIDAsync } from 'node-hid';
import { err, ok } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier } from './carrier';
import { envelopeFor, findModel, usbIdText } from './known-readers';

/** The id of readers whose reports are not numbered; node-hid wants it before every report. */
const NO_REPORT_ID = 0;

export interface HidIds {
  vendorId: number;
  productId: number;
}

/** node-hid tells an unplugged reader by one 'error', after which reading is dead, or by a failed write. */
function carrierOn(device: HIDAsync, ids: HidIds, events: CarrierEvents): Carrier {
  const envelope = envelopeFor(ids)();
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    // Closing a device that is gone may fail, and nothing is left to do then.
    device.close().catch(() => {});
  };
  const fail = (): void => {
    if (isClosed) return;
    close();
    events.onClosed();
  };
  let written: Promise<unknown> = Promise.resolve();
  const write = (report: Uint8Array): void => {
    written = written.then(() => (isClosed ? undefined : device.write([NO_REPORT_ID, ...report]))).catch(fail);
  };
  device.on('data', (report: Uint8Array) => {
    if (isClosed) return;
    const { bytes, reply } = envelope.unwrap(report);
    if (reply !== null) write(reply);
    if (bytes.length > 0) events.onBytes(bytes);
  });
  device.on('error', fail);
  return { device: { way: 'hid', model: findModel(ids), at: usbIdText(ids) }, send: (frame) => envelope.wrap(frame).forEach(write), close };
}

async function isAttached({ vendorId, productId }: HidIds): Promise<boolean> {
  return (await devicesAsync(vendorId, productId).catch(() => [])).length > 0;
}

/** A reader of class HID. How it wraps frames is told by its ids; raw reports where nothing is known, which no model is proven to take. */
export function hidCarrier(vendorId: number, productId: number): OpenCarrier {
  const ids = { vendorId, productId };
  return async (events) => {
    try {
      return ok(carrierOn(await HIDAsync.open(vendorId, productId), ids, events));
    } catch {
      return err({ code: (await isAttached(ids)) ? 'no-access' : 'no-reader' });
    }
  };
}
