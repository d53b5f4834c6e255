import { err, ok, type Result } from '../../domain/result';

/** Where a reader is looked for (COUNTERSIGN_ID_READER): `tcp://host:port` or `hid://vvvv:pppp` (hexadecimal). */
export type ReaderAddress = { carrier: 'tcp'; host: string; port: number } | { carrier: 'hid'; vendorId: number; productId: number };

const TCP = /^tcp:\/\/(?:\[([\da-f:.]+)\]|([^\s:/[\]]+)):(\d{1,5})\/?$/i;
const HID = /^hid:\/\/([\da-f]{4}):([\da-f]{4})\/?$/i;

export function parseReaderAddress(address: string): Result<ReaderAddress, { code: 'bad-reader-address'; address: string }> {
  const text = address.trim();
  const [, ipv6, host, port] = TCP.exec(text) ?? [];
  const at = ipv6 ?? host;
  if (at !== undefined && Number(port) > 0 && Number(port) < 65_536) return ok({ carrier: 'tcp', host: at, port: Number(port) });
  const [, vendorId, productId] = HID.exec(text) ?? [];
  if (vendorId !== undefined && productId !== undefined) {
    return ok({ carrier: 'hid', vendorId: parseInt(vendorId, 16), productId: parseInt(productId, 16) });
  }
  return err({ code: 'bad-reader-address', address });
}
