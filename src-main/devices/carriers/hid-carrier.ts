import { HIDAsync } from 'node-hid';
import { err, ok } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier } from './carrier';
import { REPORT_BYTES, toRawReports } from './raw-reports';

/** The id of readers whose reports are not numbered; node-hid wants it before every report. */
const NO_REPORT_ID = 0;

function reportsToWrite(frame: Uint8Array): number[][] {
  const reports = toRawReports(frame);
  const count = reports.length / REPORT_BYTES;
  return Array.from({ length: count }, (_, i) => [NO_REPORT_ID, ...reports.subarray(i * REPORT_BYTES, (i + 1) * REPORT_BYTES)]);
}

/** node-hid tells an unplugged reader by one 'error', after which reading is dead, or by a failed write. */
function carrierOn(device: HIDAsync, events: CarrierEvents): Carrier {
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
  device.on('data', (bytes: Uint8Array) => {
    if (!isClosed) events.onBytes(bytes);
  });
  device.on('error', fail);
  let written: Promise<unknown> = Promise.resolve();
  const write = (report: number[]): void => {
    written = written.then(() => (isClosed ? undefined : device.write(report))).catch(fail);
  };
  return { send: (frame) => reportsToWrite(frame).forEach(write), close };
}

/** A reader that passes frames in raw 64-byte HID reports. No such model is proven (see README). */
export function hidCarrier(vendorId: number, productId: number): OpenCarrier {
  return async (events) => {
    try {
      return ok(carrierOn(await HIDAsync.open(vendorId, productId), events));
    } catch {
      return err({ code: 'no-reader' });
    }
  };
}
