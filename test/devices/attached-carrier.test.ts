import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachedCarrier, knownCandidates, type Candidate } from '../../src-main/devices/carriers/attached-carrier';
import type { Carrier, OpenError } from '../../src-main/devices/carriers/carrier';
import { HID_READERS, USB_READERS, usbIdText } from '../../src-main/devices/carriers/known-readers';
import { err, ok, type Result } from '../../src-main/domain/result';

const READER: Carrier = { send: () => {}, close: () => {} };
const NOBODY = { onBytes: () => {}, onClosed: () => {} };

function ways(...outcomes: readonly Result<Carrier, OpenError>[]): readonly Candidate[] {
  return outcomes.map((outcome, i) => ({ vendorId: i, productId: i, open: async () => outcome }));
}

describe('a desk that nobody told where its reader is', () => {
  it('takes the first known reader that is attached', async () => {
    const opened = await attachedCarrier(ways(err({ code: 'no-reader' }), ok(READER)))(NOBODY);
    expect(opened).toEqual({ ok: true, value: READER });
  });

  it.each([
    ['no reader is attached', ['no-reader', 'no-reader'], 'no-reader'],
    ['one driver does not load and no other finds a reader', ['driver-missing', 'no-reader'], 'no-reader'],
    ['no driver loads', ['driver-missing', 'driver-missing'], 'driver-missing'],
    ['one is attached and may not be opened', ['no-reader', 'no-access', 'driver-missing', 'no-reader'], 'no-access'],
  ] as const)('is told when %s', async (_what, codes, told) => {
    expect(await attachedCarrier(ways(...codes.map((code) => err({ code }))))(NOBODY)).toEqual({ ok: false, error: { code: told } });
  });

  it('looks for the vendor-class readers first and then for the HID ones', () => {
    const opening = (): ReturnType<Candidate['open']> => Promise.resolve(err({ code: 'no-reader' }));
    const known = knownCandidates({ usb: () => opening, hid: () => opening });
    expect(known.map(({ vendorId, productId }) => [vendorId, productId])).toEqual([
      [0x0400, 0xc35a], [0x0316, 0x5020], [0x10c4, 0x0007], [0x203b, 0x0101], [0x0483, 0x572b],
    ]);
  });
});

describe('the rule for Linux', () => {
  it('lets whoever sits at the machine use every known reader', () => {
    const rules = readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'readers', '70-countersign-readers.rules'), 'utf8');
    const ruled = [...rules.matchAll(/^(\S+), ATTRS?\{idVendor\}=="(\w{4})", ATTRS?\{idProduct\}=="(\w{4})", TAG\+="uaccess"$/gm)].map(([, device, vendor, product]) => `${device} ${vendor}:${product}`);
    expect(ruled).toEqual([...USB_READERS.map((known) => `SUBSYSTEM=="usb" ${usbIdText(known)}`), ...HID_READERS.map((known) => `KERNEL=="hidraw*" ${usbIdText(known)}`)]);
  });
});
