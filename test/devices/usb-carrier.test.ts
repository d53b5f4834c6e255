import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usbCarrier } from '../../src-main/devices/carriers/usb-carrier';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { INTERRUPT_PIPES, PlayedUsbReader, SPLIT_PIPES, WHOLE_PIPES } from '../support/played-usb';
import { isState, sessionOn, type SessionOnCarrier } from '../support/reader-session';
import { citizenCard, everyKindOfCard, residencePermitCard } from '../support/simulated-card-reader';

const attached = vi.hoisted(() => ({ device: null as unknown }));

vi.mock('usb', () => ({ usb: { findDeviceByIds: async () => attached.device ?? undefined } }));

let sam: SamSimulator;
const open: SessionOnCarrier[] = [];

beforeEach(() => {
  sam = new SamSimulator();
});

afterEach(() => {
  for (const { session } of open.splice(0)) session.dispose();
});

function attach(endpoints: typeof WHOLE_PIPES = WHOLE_PIPES): PlayedUsbReader {
  const device = new PlayedUsbReader(sam, endpoints);
  attached.device = device;
  return device;
}

function desk(): SessionOnCarrier {
  const started = sessionOn(usbCarrier(0x0400, 0xc35a));
  open.push(started);
  return started;
}

const NOBODY = { onBytes: () => {}, onClosed: () => {} };

describe('a vendor-class reader', () => {
  it.each([
    ['one bulk pipe each way', WHOLE_PIPES],
    ['one interrupt pipe each way', INTERRUPT_PIPES],
    ['two pipes each way, head and rest apart', SPLIT_PIPES],
  ])('reads every kind of card over %s', async (_what, endpoints) => {
    attach(endpoints);
    const { reads, devices, until } = desk();
    for (const [i, card] of everyKindOfCard().entries()) {
      await until(isState('ready'));
      sam.present(card);
      await until((_status, all) => all.length === i + 1);
      sam.lift();
    }
    expect(reads.map((read) => read.card)).toEqual(everyKindOfCard());
    expect(devices.at(-1)).toEqual({ way: 'usb', model: 'SDT USB (0400:C35A)', at: '0400:c35a', samId: '05.02-20200101-0001234567-0305419896' });
  }, 20_000);

  it.each([['whole', WHOLE_PIPES], ['split', SPLIT_PIPES]])('reads a card through empty packets, halts and short writes: %s', async (_what, endpoints) => {
    const device = attach(endpoints);
    device.emptyPackets = 2;
    device.takesAtOnce = 3;
    const { reads, until } = desk();
    await until(isState('ready'));
    device.halt('in', endpoints.find(({ direction }) => direction === 'in')?.endpointNumber ?? 0);
    device.halt('out', endpoints.find(({ direction }) => direction === 'out')?.endpointNumber ?? 0);
    sam.present(citizenCard());
    await until((_status, all) => all.length === 1);
    expect([reads.map((read) => read.card), device.cleared]).toEqual([[citizenCard()], 2]);
  }, 20_000);

  it('is given up when a pipe halts again and again, and is opened anew', async () => {
    const device = attach();
    const { until } = desk();
    await until(isState('ready'));
    device.halt('in', 3, 4);
    await until(isState('absent'));
    await until(isState('ready'));
  }, 20_000);

  it('that is pulled is told as absent, and is found again when it is plugged in', async () => {
    const device = attach();
    const { reads, until } = desk();
    await until(isState('ready'));
    attached.device = null;
    device.unplug();
    await until(isState('absent'));
    attach(SPLIT_PIPES);
    await until(isState('ready'));
    sam.present(residencePermitCard());
    await until((_status, all) => all.length === 1);
    expect(reads[0]?.card).toEqual(residencePermitCard());
  }, 20_000);

  it('that is not attached is not there', async () => {
    attached.device = null;
    expect(await usbCarrier(0x0400, 0xc35a)(NOBODY)).toEqual({ ok: false, error: { code: 'no-reader' } });
  });

  it.each([
    ['another program holds it', (device: PlayedUsbReader) => (device.mayBeClaimed = false)],
    ['it may not be opened', (device: PlayedUsbReader) => (device.isUnplugged = true)],
  ])('is attached and out of reach when %s', async (_why, spoil) => {
    const device = attach();
    spoil(device);
    expect(await usbCarrier(0x0400, 0xc35a)(NOBODY)).toEqual({ ok: false, error: { code: 'no-access' } });
    expect(device.isOpen).toBe(false);
  });

  it('without pipes both ways is out of reach', async () => {
    attach(WHOLE_PIPES.filter(({ direction }) => direction === 'in'));
    expect(await usbCarrier(0x0400, 0xc35a)(NOBODY)).toEqual({ ok: false, error: { code: 'no-access' } });
  });

  it('is let go when it is closed, before it is opened again', async () => {
    const device = attach();
    const carrier = usbCarrier(0x0400, 0xc35a);
    const first = await carrier(NOBODY);
    if (first.ok) first.value.close();
    const second = await carrier(NOBODY);
    expect([second.ok, device.claimed]).toEqual([true, 0]);
    if (second.ok) second.value.close();
  });
});
