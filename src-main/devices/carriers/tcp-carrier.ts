import { connect, type Socket } from 'node:net';
import { err, ok } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier } from './carrier';
import { toRawReports } from './raw-reports';

const CONNECT_TIMEOUT_MS = 3000;

/** Reports its end only when it was not us who closed it. */
function carrierOn(socket: Socket, at: string, events: CarrierEvents): Carrier {
  const tellClosed = (): void => events.onClosed();
  const tellBytes = (bytes: Uint8Array): void => events.onBytes(bytes);
  socket.on('data', tellBytes);
  socket.on('close', tellClosed);
  return {
    device: { way: 'tcp', model: null, at },
    send: (frame) => void socket.write(toRawReports(frame)),
    close: () => {
      socket.off('data', tellBytes);
      socket.off('close', tellClosed);
      socket.destroy();
    },
  };
}

/** Connects to a program that listens and plays the reader. Raw zero-padded 64-byte reports both ways. */
export function tcpCarrier(host: string, port: number): OpenCarrier {
  return (events) => new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const tellNoReader = (): void => resolve(err({ code: 'no-reader' }));
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => socket.destroy());
    // Every error is followed by 'close', which tells it.
    socket.on('error', () => {});
    socket.on('close', tellNoReader);
    socket.on('connect', () => {
      socket.setTimeout(0);
      socket.off('close', tellNoReader);
      resolve(ok(carrierOn(socket, `${host}:${port}`, events)));
    });
  });
}
