import { findModel, isKnownHidReader, isKnownUsbReader, usbIdText } from './carriers/known-readers';

/** A device that is attached to this machine and might be a reader, as far as the system tells without opening it. */
export interface AttachedDevice {
  way: 'hid' | 'usb' | 'serial';
  /** `vvvv:pppp`, or the port. */
  at: string;
  name: string | null;
  /** The known reader that has these ids; null for any other device. */
  reader: string | null;
}

export interface AttachedDevices {
  devices: readonly AttachedDevice[];
  /** Ways that could not be looked at, and the system's word why. */
  blind: readonly { way: AttachedDevice['way']; why: string }[];
}

const HUB_CLASS = 9;

async function listHid(): Promise<AttachedDevice[]> {
  const { devicesAsync } = await import('node-hid');
  return (await devicesAsync()).map((each) => ({
    way: 'hid', at: usbIdText(each), name: each.product ?? null, reader: isKnownHidReader(each) ? findModel(each) : null,
  }));
}

/** Names are not asked for: that would open every device. */
async function listUsb(): Promise<AttachedDevice[]> {
  const { usb } = await import('usb');
  return (await usb.getDevices()).filter((each) => each.deviceClass !== HUB_CLASS).map((each) => ({
    way: 'usb', at: usbIdText(each), name: null, reader: isKnownUsbReader(each) ? findModel(each) : null,
  }));
}

async function listSerial(): Promise<AttachedDevice[]> {
  const { SerialPort } = await import('serialport');
  return (await SerialPort.list()).map(({ path, manufacturer }) => ({ way: 'serial', at: path, name: manufacturer ?? null, reader: null }));
}

const LISTS = { usb: listUsb, hid: listHid, serial: listSerial } as const;

function isSame(a: AttachedDevice, b: AttachedDevice): boolean {
  return a.way === b.way && a.at === b.at && a.name === b.name;
}

/** Each device once, known readers first. A device may be listed by more than one way. */
export async function listAttachedDevices(lists: Readonly<Record<AttachedDevice['way'], () => Promise<AttachedDevice[]>>> = LISTS): Promise<AttachedDevices> {
  const ways = Object.keys(lists) as AttachedDevice['way'][];
  const found = await Promise.allSettled(ways.map((way) => lists[way]()));
  const devices = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  const once = devices.filter((device, i) => devices.findIndex((each) => isSame(each, device)) === i);
  return {
    devices: once.sort((a, b) => Number(b.reader !== null) - Number(a.reader !== null)),
    blind: ways.flatMap((way, i) => {
      const each = found[i];
      return each?.status === 'rejected' ? [{ way, why: each.reason instanceof Error ? each.reason.message : String(each.reason) }] : [];
    }),
  };
}
