import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Carrier } from '../../src-main/devices/carriers/carrier';
import { hidCarrier } from '../../src-main/devices/carriers/hid-carrier';
import { encodeAnswer } from '../../src-main/devices/sam-answers';
import { encodeFrame } from '../../src-main/devices/sam-frame';

/** Behaves as the reference says of node-hid: numbered writes, 'data', one 'error' when unplugged, promises that may be refused. */
class PlayedDevice extends EventEmitter {
  readonly written: number[][] = [];
  isClosed = false;
  isUnplugged = false;

  async write(report: number[]): Promise<number> {
    if (this.isUnplugged) throw new Error('Cannot write to hid device');
    this.written.push(report);
    return report.length;
  }

  async close(): Promise<void> {
    if (this.isUnplugged) throw new Error('device is gone');
    this.isClosed = true;
  }
}

const attached = vi.hoisted(() => ({ device: null as unknown }));

vi.mock('node-hid', () => ({
  HIDAsync: {
    open: async () => {
      if (attached.device === null) throw new Error('cannot open device with vendor id 0x425 and product id 0x8159');
      return attached.device;
    },
  },
}));

let device: PlayedDevice;

beforeEach(() => {
  device = new PlayedDevice();
  attached.device = device;
});

async function openCarrier(): Promise<{ carrier: Carrier; heard: Uint8Array[]; closings: () => number }> {
  const heard: Uint8Array[] = [];
  let closings = 0;
  const opened = await hidCarrier(0x0425, 0x8159)({ onBytes: (bytes) => heard.push(bytes), onClosed: () => (closings += 1) });
  if (!opened.ok) throw new Error(opened.error.code);
  return { carrier: opened.value, heard, closings: () => closings };
}

describe('a reader on HID', () => {
  it('that is not attached is not there', async () => {
    attached.device = null;
    expect(await hidCarrier(0x0425, 0x8159)({ onBytes: () => {}, onClosed: () => {} })).toEqual({ ok: false, error: { code: 'no-reader' } });
  });

  it('gets a frame in reports of 64 bytes behind the number 0, in order and padded', async () => {
    const { carrier } = await openCarrier();
    const frame = encodeFrame(new Uint8Array(100).fill(7));
    carrier.send(frame);
    await vi.waitFor(() => expect(device.written).toHaveLength(2));
    expect(device.written.map((report) => [report.length, report[0]])).toEqual([[65, 0], [65, 0]]);
    const sent = device.written.flatMap((report) => report.slice(1));
    expect(sent).toEqual([...frame, ...new Array<number>(128 - frame.length).fill(0)]);
  });

  it('is heard report by report', async () => {
    const { heard } = await openCarrier();
    const report = Buffer.from(encodeAnswer(0x80));
    device.emit('data', report);
    expect(heard).toEqual([report]);
  });

  it('that is unplugged is told once, however it shows', async () => {
    const { carrier, closings } = await openCarrier();
    device.isUnplugged = true;
    device.emit('error', new Error('could not read from HID device'));
    carrier.send(encodeFrame(Uint8Array.of(1, 2, 3)));
    device.emit('error', new Error('could not read from HID device'));
    await new Promise(setImmediate);
    expect(closings()).toBe(1);
  });

  it('that takes no more reports is told as closed', async () => {
    const { carrier, closings } = await openCarrier();
    device.isUnplugged = true;
    carrier.send(encodeFrame(Uint8Array.of(1, 2, 3)));
    await vi.waitFor(() => expect(closings()).toBe(1));
  });

  it('is silent after the desk has closed it', async () => {
    const { carrier, heard, closings } = await openCarrier();
    carrier.close();
    device.emit('data', Buffer.from(encodeAnswer(0x80)));
    device.emit('error', new Error('could not read from HID device'));
    carrier.send(encodeFrame(Uint8Array.of(1, 2, 3)));
    await new Promise(setImmediate);
    expect([device.isClosed, heard, closings(), device.written]).toEqual([true, [], 0, []]);
  });
});
