import fc from 'fast-check';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CardRead, ReaderStatus } from '../../src-main/devices/card-reader';
import { CardReaderSession } from '../../src-main/devices/card-reader-session';
import { carrierFor } from '../../src-main/devices/carriers/open-carrier';
import { BAUD_RATES, parseReaderAddress, readerAddressText } from '../../src-main/devices/carriers/reader-address';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { TcpReader } from '../../src-main/devices/simulated/tcp-reader';
import { Listeners } from '../../src-main/devices/listeners';
import { citizenCard, residencePermitCard } from '../support/simulated-card-reader';
import { hurriedScheduler } from '../support/simulated-card-reader-clock';

interface Desk {
  sam: SamSimulator;
  reader: TcpReader;
  reads: CardRead[];
  /** Resolves as soon as the condition holds, looked at whenever the reader tells something. */
  until: (condition: (status: ReaderStatus, reads: readonly CardRead[]) => boolean) => Promise<void>;
}

const toEnd: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of toEnd.splice(0)) await end();
});

function sessionAt(address: string): Pick<Desk, 'reads' | 'until'> {
  const parsed = parseReaderAddress(address);
  if (!parsed.ok) throw new Error(parsed.error.code);
  const reads: CardRead[] = [];
  const told = new Listeners<ReaderStatus>();
  const session = new CardReaderSession({
    open: carrierFor(parsed.value),
    scheduler: hurriedScheduler,
    newReadId: () => `read-${reads.length + 1}`,
    onStatus: (status) => told.tell(status),
    onRead: (read) => {
      reads.push(read);
      told.tell(session.status());
    },
  });
  toEnd.push(() => session.dispose());
  const until: Desk['until'] = (condition) => new Promise((resolve) => {
    const stop = told.add(look);
    function look(status: ReaderStatus): void {
      if (!condition(status, reads)) return;
      stop();
      resolve();
    }
    look(session.status());
  });
  return { reads, until };
}

async function deskOverTcp(): Promise<Desk> {
  const sam = new SamSimulator();
  const reader = new TcpReader({ sam });
  await reader.plug();
  toEnd.push(() => reader.unplug());
  return { sam, reader, ...sessionAt(reader.address) };
}

function isState(state: ReaderStatus['state']): (status: ReaderStatus) => boolean {
  return (status) => status.state === state;
}

describe('a reader over TCP', () => {
  it('reads cards, each once', async () => {
    const { sam, reads, until } = await deskOverTcp();
    await until(isState('ready'));
    sam.present(citizenCard());
    await until((_status, all) => all.length === 1);
    sam.lift();
    await until(isState('ready'));
    sam.present(residencePermitCard());
    await until((_status, all) => all.length === 2);
    expect(reads.map((read) => read.card)).toEqual([citizenCard(), residencePermitCard()]);
    expect(reads[0]?.photo).toHaveLength(1024);
  });

  it('unplugged in the middle of an answer tells no card, is found again, and reads it then', async () => {
    const { sam, reader, reads, until } = await deskOverTcp();
    await until(isState('ready'));
    sam.failNext('unplugged', { on: 'read' });
    sam.present(citizenCard());
    await until(isState('absent'));
    expect(reads).toEqual([]);
    await reader.plug();
    await until((_status, all) => all.length === 1);
    expect(reads.map((read) => read.card)).toEqual([citizenCard()]);
  });

  it.each(['wrongCheck', 'cutShort', 'silence', 'garbageBefore'] as const)('that fails once by %s reads the card all the same, once', async (fault) => {
    const { sam, reads, until } = await deskOverTcp();
    await until(isState('ready'));
    sam.failNext(fault, { on: 'read' });
    sam.present(citizenCard());
    await until(isState('mustLift'));
    sam.lift();
    await until(isState('ready'));
    expect(reads.map((read) => read.card)).toEqual([citizenCard()]);
  });

  it('that stops answering is told as faulty, and works again when it answers', async () => {
    const { sam, reads, until } = await deskOverTcp();
    await until(isState('ready'));
    sam.failNext('silence', { times: 1000 });
    await until((status) => status.state === 'faulty' && status.reason === 'silent');
    sam.workAgain();
    sam.present(citizenCard());
    await until((_status, all) => all.length === 1);
    expect(reads.map((read) => read.card)).toEqual([citizenCard()]);
  });

  it('that is not listening yet is found when it is', async () => {
    const { sam, reader, until } = await deskOverTcp();
    await until(isState('ready'));
    await reader.unplug();
    await until(isState('absent'));
    await reader.plug();
    await until(isState('ready'));
    sam.present(citizenCard());
    await until(isState('mustLift'));
  });

  it('that is another program altogether is told as silent', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    toEnd.push(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { reads, until } = sessionAt(`tcp://127.0.0.1:${port}`);
    await until((status) => status.state === 'faulty');
    expect(reads).toEqual([]);
  });
});

describe('an address of a reader', () => {
  it.each([
    ['tcp://127.0.0.1:7000', { carrier: 'tcp', host: '127.0.0.1', port: 7000 }],
    [' tcp://reader-1.local:1/ ', { carrier: 'tcp', host: 'reader-1.local', port: 1 }],
    ['tcp://[::1]:65535', { carrier: 'tcp', host: '::1', port: 65535 }],
    ['hid://0425:8159', { carrier: 'hid', vendorId: 0x0425, productId: 0x8159 }],
    ['auto', { carrier: 'auto' }],
    ['usb://0400:c35a', { carrier: 'usb', vendorId: 0x0400, productId: 0xc35a }],
    ['serial:///dev/ttyUSB0', { carrier: 'serial', path: '/dev/ttyUSB0', baudRate: 115_200 }],
    ['serial://COM3?baud=9600', { carrier: 'serial', path: 'COM3', baudRate: 9600 }],
    ['helper:///opt/reader/helper', { carrier: 'helper', command: ['/opt/reader/helper'] }],
    ['helper://["C:/reader/helper.exe","1001"]', { carrier: 'helper', command: ['C:/reader/helper.exe', '1001'] }],
    ['HID://10C4:0007', { carrier: 'hid', vendorId: 0x10c4, productId: 7 }],
  ])('%s is understood', (address, value) => {
    expect(parseReaderAddress(address)).toEqual({ ok: true, value });
  });

  it.each(['', 'tcp://', 'tcp://host', 'tcp://host:0', 'tcp://host:65536', 'tcp://ho st:1', 'hid://425:8159', 'hid://0425', 'usb://0400', 'serial://', 'serial://COM3?baud=1200', 'helper://', 'helper://[]', 'helper://[1]', 'helper://["a"', '127.0.0.1:7000'])(
    '"%s" is not', (address) => {
      expect(parseReaderAddress(address)).toEqual({ ok: false, error: { code: 'bad-reader-address', address } });
    });

  it('is written as it is read', () => {
    const id = fc.integer({ min: 0, max: 0xffff });
    const address = fc.oneof(
      fc.record({ carrier: fc.constantFrom('hid' as const, 'usb' as const), vendorId: id, productId: id }),
      fc.record({ carrier: fc.constant('tcp' as const), host: fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6()), port: fc.integer({ min: 1, max: 65_535 }) }),
      fc.record({ carrier: fc.constant('serial' as const), path: fc.stringMatching(/^[^?\s]+$/), baudRate: fc.constantFrom(...BAUD_RATES) }),
      fc.record({ carrier: fc.constant('helper' as const), command: fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 4 }) }),
    );
    fc.assert(fc.property(address, (value) => {
      expect(parseReaderAddress(readerAddressText(value))).toEqual({ ok: true, value });
    }));
  });
});
