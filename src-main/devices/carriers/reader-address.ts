import { err, ok, type Result } from '../../domain/result';

/** Where a reader is looked for (COUNTERSIGN_ID_READER; resources/readers/README.md). */
export type ReaderAddress =
  /** `auto`: whichever known USB or HID reader is attached. */
  | { carrier: 'auto' }
  /** `tcp://host:port`. */
  | { carrier: 'tcp'; host: string; port: number }
  /** `hid://vvvv:pppp`, `usb://vvvv:pppp`, hexadecimal. */
  | { carrier: 'hid' | 'usb'; vendorId: number; productId: number }
  /** `serial:///dev/ttyUSB0`, `serial://COM3`, with `?baud=` where it is not 115200. */
  | { carrier: 'serial'; path: string; baudRate: number }
  /** `helper:///path/of/program`, or `helper://["program","argument"]`. */
  | { carrier: 'helper'; command: readonly string[] };

const TCP = /^tcp:\/\/(?:\[([\da-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})\/?$/i;
const USB_IDS = /^(hid|usb):\/\/([\da-f]{4}):([\da-f]{4})\/?$/i;
const SERIAL = /^serial:\/\/([^?\s]+)(?:\?baud=(\d+))?$/i;
const HELPER = /^helper:\/\/([^]+)$/i;

/** The rates at which security modules talk (reference section 1.1). */
export const BAUD_RATES: readonly number[] = [115_200, 57_600, 38_400, 19_200, 9600];

function parseTcp(text: string): ReaderAddress | null {
  const [, ipv6, host, port] = TCP.exec(text) ?? [];
  const at = ipv6 ?? host;
  return at !== undefined && Number(port) > 0 && Number(port) < 65_536 ? { carrier: 'tcp', host: at, port: Number(port) } : null;
}

function parseUsbIds(text: string): ReaderAddress | null {
  const [, way, vendorId, productId] = USB_IDS.exec(text) ?? [];
  if (way === undefined || vendorId === undefined || productId === undefined) return null;
  return { carrier: way.toLowerCase() === 'hid' ? 'hid' : 'usb', vendorId: parseInt(vendorId, 16), productId: parseInt(productId, 16) };
}

function parseSerial(text: string): ReaderAddress | null {
  const [, path, baud = '115200'] = SERIAL.exec(text) ?? [];
  return path !== undefined && BAUD_RATES.includes(Number(baud)) ? { carrier: 'serial', path, baudRate: Number(baud) } : null;
}

function parseCommand(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return [text];
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) && parts.length > 0 && parts.every((part) => typeof part === 'string' && part !== '') ? (parts as string[]) : null;
  } catch {
    return null;
  }
}

function parseHelper(text: string): ReaderAddress | null {
  const command = parseCommand(HELPER.exec(text)?.[1] ?? '[]');
  return command === null ? null : { carrier: 'helper', command };
}

function hexId(id: number): string {
  return id.toString(16).padStart(4, '0');
}

/** As it is written; `parseReaderAddress` reads it back where path and host are such that can be written. */
export function readerAddressText(address: ReaderAddress): string {
  switch (address.carrier) {
    case 'auto':
      return 'auto';
    case 'tcp':
      return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    case 'hid':
    case 'usb':
      return `${address.carrier}://${hexId(address.vendorId)}:${hexId(address.productId)}`;
    case 'serial':
      return `serial://${address.path}${address.baudRate === 115_200 ? '' : `?baud=${address.baudRate}`}`;
    case 'helper':
      return `helper://${JSON.stringify(address.command)}`;
  }
}

export function parseReaderAddress(address: string): Result<ReaderAddress, { code: 'bad-reader-address'; address: string }> {
  const text = address.trim();
  if (text.toLowerCase() === 'auto') return ok({ carrier: 'auto' });
  const parsed = parseTcp(text) ?? parseUsbIds(text) ?? parseSerial(text) ?? parseHelper(text);
  return parsed === null ? err({ code: 'bad-reader-address', address }) : ok(parsed);
}
