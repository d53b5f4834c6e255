import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardRead, ReaderStatus } from '../../src-main/devices/card-reader';
import { DevicesClient } from '../../src-main/devices/devices-client';
import type { DevicesChannel } from '../../src-main/devices/devices-messages';
import { forkDevicesProcess } from '../../src-main/devices/fork-devices-process';
import { realScheduler } from '../../src-main/devices/scheduler';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { TcpReader } from '../../src-main/devices/simulated/tcp-reader';
import { buildDevicePrograms } from '../support/built-devices';
import { citizenCard, residencePermitCard } from '../support/simulated-card-reader';

let folder = '';

beforeAll(async () => {
  folder = await buildDevicePrograms();
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const toEnd: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

interface Desk {
  client: DevicesClient;
  processes: DevicesChannel[];
  reads: CardRead[];
  until: (condition: (status: ReaderStatus) => boolean) => Promise<void>;
  nextRead: () => Promise<CardRead>;
}

function deskAt(address: string): Desk {
  const processes: DevicesChannel[] = [];
  const client = new DevicesClient({
    address,
    scheduler: realScheduler,
    spawn: () => {
      const channel = forkDevicesProcess(join(folder, 'devices-process.js'));
      processes.push(channel);
      return channel;
    },
  });
  toEnd.push(() => client.dispose());
  const reads: CardRead[] = [];
  client.onDidReadCard((read) => reads.push(read));
  const until: Desk['until'] = (condition) => new Promise((done) => {
    const stop = client.onDidChangeStatus(look);
    function look(status: ReaderStatus): void {
      if (!condition(status)) return;
      stop();
      done();
    }
    look(client.status());
  });
  const nextRead = (): Promise<CardRead> => new Promise((done) => {
    const stop = client.onDidReadCard((read) => {
      stop();
      done(read);
    });
  });
  return { client, processes, reads, until, nextRead };
}

async function pluggedReader(): Promise<{ sam: SamSimulator; reader: TcpReader }> {
  const sam = new SamSimulator();
  const reader = new TcpReader({ sam });
  await reader.plug();
  toEnd.push(() => reader.unplug());
  return { sam, reader };
}

describe('the devices process', () => {
  it('reads a card for the desk, photo and all', async () => {
    const { sam, reader } = await pluggedReader();
    const { client, nextRead } = deskAt(reader.address);
    sam.present(citizenCard());
    const read = await nextRead();
    expect(read).toMatchObject({ card: citizenCard(), samId: '05.02-20200101-0001234567-0305419896' });
    expect(Buffer.from(read.photo ?? []).subarray(0, 3).toString()).toBe('WLf');
    expect([client.takeRead(read.readId)?.card, client.takeRead(read.readId)]).toEqual([citizenCard(), null]);
  }, 20_000);

  it('is started again when it is killed, and the next person finds nothing of the last', async () => {
    const { sam, reader } = await pluggedReader();
    const { client, processes, until, nextRead, reads } = deskAt(reader.address);
    sam.present(citizenCard());
    const first = await nextRead();
    sam.lift();
    await until((status) => status.state === 'ready');
    processes[0]?.kill();
    await until((status) => status.state === 'faulty' && status.reason === 'processEnded');
    expect(client.takeRead(first.readId)).toBeNull();
    await until((status) => status.state === 'ready');
    sam.present(residencePermitCard());
    const second = await nextRead();
    expect([second.card, reads.length, processes.length]).toEqual([residencePermitCard(), 2, 2]);
  }, 20_000);

  it('tells of an address that it does not understand', async () => {
    const { client, until } = deskAt('usb://0400');
    await until((status) => status.state === 'faulty');
    expect(client.status()).toEqual({ state: 'faulty', reason: 'badAddress' });
  }, 20_000);

  it('ends when the desk is gone', async () => {
    const { reader } = await pluggedReader();
    const desk = `
      const { fork } = require('node:child_process');
      const devices = fork(${JSON.stringify(join(folder, 'devices-process.js'))}, { serialization: 'advanced' });
      devices.on('message', () => console.log('told'));
      devices.send({ kind: 'start', address: ${JSON.stringify(reader.address)}, before: null });`;
    const parent = spawn(process.execPath, ['-e', desk], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed] = await once(parent.stdout, 'data');
    expect(String(printed)).toContain('told');
    parent.kill('SIGKILL');
    parent.stdout.resume();
    // Both hold the pipe: it is closed when the devices process is gone too.
    await once(parent.stdout, 'close');
  }, 20_000);
});

describe('a simulated reader on its own', () => {
  interface Program {
    child: ChildProcess;
    answer: () => Promise<unknown>;
    say: (command: object | string) => Promise<unknown>;
  }

  function startProgram(): Program {
    const child = spawn(process.execPath, [join(folder, 'simulated-reader.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
    toEnd.push(() => void child.kill('SIGKILL'));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const answer = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null');
    const say = (command: object | string): Promise<unknown> => {
      child.stdin.write(`${typeof command === 'string' ? command : JSON.stringify(command)}\n`);
      return answer();
    };
    return { child, answer, say };
  }

  it('says where it listens and does what it is told', async () => {
    const { answer, say } = startProgram();
    const { address } = (await answer()) as { address: string };
    const { until, nextRead } = deskAt(address);
    await until((status) => status.state === 'ready');
    const next = nextRead();
    expect(await say({ do: 'present', card: citizenCard() })).toEqual({ ok: true });
    expect((await next).card).toEqual(citizenCard());
    expect(await say({ do: 'lift' })).toEqual({ ok: true });
    await until((status) => status.state === 'ready');
    expect(await say({ do: 'unplug' })).toEqual({ ok: true });
    await until((status) => status.state === 'absent');
    expect(await say({ do: 'plug' })).toEqual({ ok: true });
    await until((status) => status.state === 'ready');
    expect(await say({ do: 'fail', fault: 'notAnIdCard', on: 'read' })).toEqual({ ok: true });
    expect(await say({ do: 'workAgain' })).toEqual({ ok: true });
    expect(await say({ do: 'takeTime', ms: { read: 700, find: 20 } })).toEqual({ ok: true });
    expect(await say({ do: 'becomeAnother' })).toEqual({ ok: true });
    expect(await say({ do: 'present', card: citizenCard(), newAddress: '测试路2号', fingerprintBytes: 512 })).toEqual({ ok: true });
  }, 20_000);

  it.each([
    ['what is no command', { do: 'dance' }],
    ['what is no JSON', 'present'],
    ['a card that lacks a field', { do: 'present', card: { kind: 'citizen', name: '测试甲' } }],
    ['a name that no chip can hold', { do: 'present', card: citizenCard({ name: '测'.repeat(16) }) }],
  ])('refuses %s and goes on', async (_what, command) => {
    const { answer, say, child } = startProgram();
    await answer();
    expect(await say(command)).toEqual({ ok: false, error: expect.any(String) });
    expect(await say({ do: 'lift' })).toEqual({ ok: true });
    child.stdin?.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 20_000);
});
