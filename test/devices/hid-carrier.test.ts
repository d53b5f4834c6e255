import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Carrier } from '../../src-main/devices/carriers/carrier';
import { hidCarrier } from '../../src-main/devices/carriers/hid-carrier';
import { encodeAnswer } from '../../src-main/devices/sam-answers';
import { encodeFrame } from '../../src-main/devices/sam-frame';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { playedCounted, playedDk, playedMiaxis, playedNumbered, playedRaw, type PlayedReader } from '../support/played-envelopes';
import { isState, sessionOn } from '../support/reader-session';
import { citizenCard, everyKindOfCard } from '../support/simulated-card-reader';

/** Behaves as the reference says of node-hid: numbered writes, 'data', one 'error' when unplugged, promises that may be refused. */
class PlayedDevice extends EventEmitter {
  readonly written: number[][] = [];
  isClosed = false;
  isUnplugged = false;
  reader: PlayedReader | null = null;

  async write(report: number[]): Promise<number> {
    if (this.isUnplugged) throw new Error('Cannot write to hid device');
    this.written.push(report);
    const sent = this.reader?.receive(Uint8Array.from(report.slice(1))) ?? [];
    setImmediate(() => sent.forEach((each) => this.isUnplugged || this.isClosed || this.emit('data', Buffer.from(each))));
    return report.length;
  }

  async close(): Promise<void> {
    if (this.isUnplugged) throw new Error('device is gone');
    this.isClosed = true;
  }
}

const attached = vi.hoisted(() => ({ device: null as unknown, mayBeOpened: true }));

vi.mock('node-hid', () => ({
  HIDAsync: {
    open: async () => {
      if (attached.device === null || !attached.mayBeOpened) throw new Error('cannot open device with vendor id 0x425 and product id 0x8159');
      return attached.device;
    },
  },
  devicesAsync: async () => (attached.device === null ? [] : [{}]),
}));

let device: PlayedDevice;

beforeEach(() => {
  device = new PlayedDevice();
  attached.device = device;
  attached.mayBeOpened = true;
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

  it('that may not be opened is told apart from one that is not there', async () => {
    attached.mayBeOpened = false;
    expect(await hidCarrier(0x0425, 0x8159)({ onBytes: () => {}, onClosed: () => {} })).toEqual({ ok: false, error: { code: 'no-access' } });
  });

  it('gets a frame in reports of 64 bytes behind the number 0, in order and padded', async () => {
    const { carrier } = await openCarrier();
    const frame = encodeFrame(new Uint8Array(100).fill(7));
    carrier.send(frame);
    await expect.poll(() => device.written).toHaveLength(2);
    expect(device.written.map((report) => [report.length, report[0]])).toEqual([[65, 0], [65, 0]]);
    const sent = device.written.flatMap((report) => report.slice(1));
    expect(sent).toEqual([...frame, ...new Array<number>(128 - frame.length).fill(0)]);
  });

  it('is heard report by report', async () => {
    const { heard } = await openCarrier();
    const report = Buffer.from(encodeAnswer(0x80));
    device.emit('data', report);
    expect(heard.map((bytes) => [...bytes])).toEqual([[...report]]);
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
    await expect.poll(closings).toBe(1);
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

describe('a card on a HID reader', () => {
  it.each([
    ['raw reports', 0x0425, 0x8159, null, playedRaw],
    ['raw reports with a count', 0x0425, 0x8159, null, playedCounted],
    ['raw reports with an id', 0x0425, 0x8159, null, playedNumbered],
    ['the envelope of 10C4:0007', 0x10c4, 0x0007, '中正 Miaxis MR-300 (10C4:0007)', playedMiaxis],
    ['the envelope of 0483:572B', 0x0483, 0x572b, '德科 DK26ME / DK200ZK (0483:572B)', playedDk],
  ])('is read over %s, whatever its kind', async (_what, vendorId, productId, model, play) => {
    const sam = new SamSimulator();
    device.reader = play(sam);
    const { session, reads, devices, until } = sessionOn(hidCarrier(vendorId, productId));
    for (const [i, card] of everyKindOfCard().entries()) {
      await until(isState('ready'));
      sam.present(card);
      await until((_status, all) => all.length === i + 1);
      sam.lift();
    }
    session.dispose();
    expect(reads.map((read) => read.card)).toEqual(everyKindOfCard());
    expect(devices.find((each) => each?.samId != null)).toEqual({
      way: 'hid', model, at: `${vendorId.toString(16).padStart(4, '0')}:${productId.toString(16).padStart(4, '0')}`, samId: '05.02-20200101-0001234567-0305419896',
    });
    expect(devices.at(-1)).toBeNull();
  }, 20_000);

  it('is not told when the cable is pulled while it is read, and is told once after it was plugged in again', async () => {
    const sam = new SamSimulator();
    device.reader = playedDk(sam);
    const { session, reads, until } = sessionOn(hidCarrier(0x0483, 0x572b));
    await until(isState('ready'));
    sam.failNext('cutShort', { on: 'read' });
    sam.present(citizenCard());
    await until(isState('reading'));
    device.isUnplugged = true;
    device.emit('error', new Error('could not read from HID device'));
    await until(isState('absent'));
    expect(reads).toEqual([]);
    const again = new PlayedDevice();
    sam.powerOff();
    again.reader = playedDk(sam);
    attached.device = again;
    await until((_status, all) => all.length === 1);
    session.dispose();
    expect(reads.map((read) => read.card)).toEqual([citizenCard()]);
  }, 20_000);
});
