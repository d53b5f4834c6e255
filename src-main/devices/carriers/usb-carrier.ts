import { usb } from 'usb';
import { err, ok, type Result } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier, OpenError } from './carrier';
import { findModel, usbIdText } from './known-readers';
import { UsbConnection } from './usb-connection';
import type { UsbHandle } from './usb-handle';
import { findPipes, type Pipes } from './usb-pipes';

interface Claimed {
  device: UsbHandle;
  pipes: Pipes;
  model: string | null;
}

/** The name that the device gives itself, which asks the device and may fail. */
function ownNameOf(device: UsbHandle): string | null {
  try {
    return device.productName;
  } catch {
    return null;
  }
}

async function claim(vendorId: number, productId: number): Promise<Result<Claimed, OpenError>> {
  const device = ((await usb.findDeviceByIds(vendorId, productId)) ?? null) as UsbHandle | null;
  if (device === null) return err({ code: 'no-reader' });
  try {
    await device.open();
    const pipes = findPipes(device.configuration);
    if (pipes === null) throw new Error('no pipes');
    await device.claimInterface(pipes.interfaceNumber);
    return ok({ device, pipes, model: findModel({ vendorId, productId }) ?? ownNameOf(device) });
  } catch {
    await device.close().catch(() => {});
    return err({ code: 'no-access' });
  }
}

/** A vendor-class reader over libusb's way into the system (the `usb` package). On Windows it needs the WinUSB driver. */
export function usbCarrier(vendorId: number, productId: number): OpenCarrier {
  // The system holds the interface until the last transfer of the connection before has ended.
  let released: Promise<void> = Promise.resolve();
  return async (events: CarrierEvents) => {
    await released;
    const claimed = await claim(vendorId, productId).catch(() => err({ code: 'no-reader' } as const));
    if (!claimed.ok) return claimed;
    const { device, pipes, model } = claimed.value;
    const connection = new UsbConnection(device, pipes, events);
    const carrier: Carrier = {
      device: { way: 'usb', model, at: usbIdText({ vendorId, productId }) },
      send: (frame) => connection.send(frame),
      close: () => {
        released = connection.close();
      },
    };
    return ok(carrier);
  };
}
