import { afterEach, describe, expect, it } from 'vitest';
import { serialCarrier } from '../../src-main/devices/carriers/serial-carrier';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { playedSerialPort, type PlayedSerialPort } from '../support/played-serial-port';
import { isState, sessionOn, type SessionOnCarrier } from '../support/reader-session';
import { citizenCard, everyKindOfCard } from '../support/simulated-card-reader';

const toEnd: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

async function plug(sam: SamSimulator, mangle?: (answer: Uint8Array) => readonly Uint8Array[]): Promise<PlayedSerialPort> {
  const port = await playedSerialPort(sam, mangle);
  toEnd.push(() => port.unplug());
  return port;
}

function desk(path: string): SessionOnCarrier {
  const started = sessionOn(serialCarrier(path, 115_200));
  toEnd.push(() => started.session.dispose());
  return started;
}

/** On a terminal device of the system, by the driver that the desk uses. */
describe.runIf(process.platform === 'linux')('a reader on a serial port', () => {
  it('reads every kind of card', async () => {
    const sam = new SamSimulator();
    const { path } = await plug(sam);
    const { reads, devices, until } = desk(path);
    for (const [i, card] of everyKindOfCard().entries()) {
      await until(isState('ready'));
      sam.present(card);
      await until((_status, all) => all.length === i + 1);
      sam.lift();
    }
    expect(reads.map((read) => read.card)).toEqual(everyKindOfCard());
    expect(devices.at(-1)).toMatchObject({ way: 'serial', at: path });
  }, 20_000);

  it('reads a card behind litter, its answer in pieces of one byte', async () => {
    const sam = new SamSimulator();
    const { path } = await plug(sam, (answer) => [Uint8Array.of(0x00, 0xff, 0x0a, 0x0d, 0x11, 0x13, 0xaa, 0xaa), ...Array.from(answer, (byte) => Uint8Array.of(byte))]);
    const { reads, until } = desk(path);
    sam.present(citizenCard());
    await until((_status, all) => all.length === 1);
    expect(reads.map((read) => read.card)).toEqual([citizenCard()]);
  }, 20_000);

  it('that is pulled is told as absent', async () => {
    const { path, unplug } = await plug(new SamSimulator());
    const { until } = desk(path);
    await until(isState('ready'));
    await unplug();
    await until(isState('absent'));
  }, 20_000);

  it('that does not exist is not there', async () => {
    expect(await serialCarrier('/dev/tty-of-no-reader', 115_200)({ onBytes: () => {}, onClosed: () => {} })).toEqual({ ok: false, error: { code: 'no-reader' } });
  });
});
