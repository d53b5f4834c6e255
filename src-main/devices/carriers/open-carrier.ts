import { err } from '../../domain/result';
import type { OpenCarrier } from './carrier';
import type { ReaderAddress } from './reader-address';
import { tcpCarrier } from './tcp-carrier';

/** node-hid is loaded only when it is asked for: a desk whose machine cannot load it still works with another reader. */
function lazyHidCarrier(vendorId: number, productId: number): OpenCarrier {
  return async (events) => {
    const loaded = await import('./hid-carrier').catch(() => null);
    return loaded === null ? err({ code: 'driver-missing' }) : loaded.hidCarrier(vendorId, productId)(events);
  };
}

export function carrierFor(address: ReaderAddress): OpenCarrier {
  switch (address.carrier) {
    case 'tcp':
      return tcpCarrier(address.host, address.port);
    case 'hid':
      return lazyHidCarrier(address.vendorId, address.productId);
  }
}
