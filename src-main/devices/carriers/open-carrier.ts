import { err } from '../../domain/result';
import { attachedCarrier, knownCandidates } from './attached-carrier';
import type { OpenCarrier } from './carrier';
import { helperCarrier } from './helper-carrier';
import type { ReaderAddress } from './reader-address';
import { tcpCarrier } from './tcp-carrier';

/**
 * Drivers are loaded only when they are asked for: a desk whose machine cannot load one still works with another reader.
 * What was made of a loaded driver is kept: it knows whether the connection before has let go.
 */
function lazily(load: () => Promise<OpenCarrier>): OpenCarrier {
  let loaded: OpenCarrier | null = null;
  return async (events) => {
    loaded ??= await load().catch(() => null);
    return loaded === null ? err({ code: 'driver-missing' }) : loaded(events);
  };
}

function hid(vendorId: number, productId: number): OpenCarrier {
  return lazily(async () => (await import('./hid-carrier')).hidCarrier(vendorId, productId));
}

function usb(vendorId: number, productId: number): OpenCarrier {
  return lazily(async () => (await import('./usb-carrier')).usbCarrier(vendorId, productId));
}

export function carrierFor(address: ReaderAddress): OpenCarrier {
  switch (address.carrier) {
    case 'auto':
      return attachedCarrier(knownCandidates({ usb, hid }));
    case 'tcp':
      return tcpCarrier(address.host, address.port);
    case 'hid':
      return hid(address.vendorId, address.productId);
    case 'usb':
      return usb(address.vendorId, address.productId);
    case 'serial':
      return lazily(async () => (await import('./serial-carrier')).serialCarrier(address.path, address.baudRate));
    case 'helper':
      return helperCarrier(address.command);
  }
}
