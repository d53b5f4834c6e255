import { SerialPort } from 'serialport';
import { err, ok } from '../../domain/result';
import type { Carrier, CarrierEvents, OpenCarrier, OpenError } from './carrier';

/** An unplugged port shows by 'close', by a failed read or by a failed write, whichever comes first. */
function carrierOn(port: SerialPort, events: CarrierEvents): Carrier {
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    if (port.isOpen) port.close(() => {});
  };
  const fail = (): void => {
    if (isClosed) return;
    close();
    events.onClosed();
  };
  port.on('data', (bytes: Uint8Array) => {
    if (!isClosed) events.onBytes(bytes);
  });
  port.on('error', fail);
  port.on('close', fail);
  return {
    device: { way: 'serial', model: null, at: port.path },
    send: (frame) => {
      if (port.isOpen) port.write(frame);
    },
    close,
  };
}

function codeOf(cause: Error): OpenError['code'] {
  return /denied|EACCES|EPERM|EBUSY|busy|lock/i.test(cause.message) ? 'no-access' : 'no-reader';
}

/** A reader on a serial port: frames as they are, 8 data bits, no parity, one stop bit. */
export function serialCarrier(path: string, baudRate: number): OpenCarrier {
  return (events) => new Promise((resolve) => {
    const port = new SerialPort({ path, baudRate, dataBits: 8, parity: 'none', stopBits: 1, autoOpen: false });
    port.open((cause) => resolve(cause === null ? ok(carrierOn(port, events)) : err({ code: codeOf(cause) })));
  });
}
