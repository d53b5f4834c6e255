import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkPlace } from '../../src-main/app/heavy-tasks';
import { frameText, readersCommand } from '../../src-main/command-line/readers-command';
import { simulateReaderCommand } from '../../src-main/command-line/simulate-reader-command';
import type { Terminal } from '../../src-main/command-line/terminal';
import { listAttachedDevices } from '../../src-main/devices/attached-devices';
import { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';
import { TcpReader } from '../../src-main/devices/simulated/tcp-reader';
import { buildDevicePrograms } from '../support/built-devices';
import { citizenCard, everyKindOfCard } from '../support/simulated-card-reader';

let entriesDir = '';

beforeAll(async () => {
  entriesDir = await buildDevicePrograms();
}, 60_000);

afterAll(() => rm(entriesDir, { recursive: true, force: true }));

interface Run {
  status: number;
  printed: string;
  told: string;
}

async function run(options: Partial<Parameters<typeof readersCommand>[1]>): Promise<Run> {
  const printed: string[] = [];
  const told: string[] = [];
  const terminal: Terminal = { print: (text) => printed.push(text), tell: (text) => told.push(text), askSecret: () => Promise.resolve(null) };
  const place: WorkPlace = { dataDir: entriesDir, resourcesDir: entriesDir, entriesDir, nodePath: process.execPath, sqliteBinding: null, databaseUrl: null, storeKey: null };
  const status = await readersCommand(place, { dump: false, seconds: '2', json: false, ...options }, terminal);
  return { status, printed: printed.join('\n'), told: told.join('\n') };
}

describe('readers', () => {
  it('lists what is attached, or why it cannot be told', async () => {
    const { status, printed } = await run({ json: true });
    expect([status, JSON.parse(printed)]).toEqual([0, { devices: expect.any(Array), blind: expect.any(Array) }]);
  }, 20_000);

  it.each(['0', 'x', '3601'])('does not take %s seconds', async (seconds) => {
    expect((await run({ seconds })).status).toBe(2);
  });

  it.each([
    ['nothing listens', 'tcp://127.0.0.1:1', /= absent/, /No reader answered at tcp:\/\/127\.0\.0\.1:1/],
    ['no address stands', 'nowhere://', /= faulty \(badAddress\)/, /address cannot be understood/],
  ])('where %s ends as a problem, with the state and what to do', async (_, address, state, todo) => {
    const { status, printed, told } = await run({ dump: true, address, seconds: '1' });
    expect([status, printed, told]).toEqual([1, expect.stringMatching(state), expect.stringMatching(todo)]);
    expect(told).toMatch(/[\u4e00-\u9fff]/);
  }, 20_000);

  it('tells the kinds of frames, and nothing of the card', async () => {
    const sam = new SamSimulator();
    const reader = new TcpReader({ sam });
    await reader.plug();
    sam.present(citizenCard());
    const { status, printed } = await run({ dump: true, address: reader.address });
    await reader.unplug();
    expect(status).toBe(0);
    for (const line of ['= tcp 127.0.0.1', '> selfTest', '< find 9F 4 bytes', '< read 90 1284 bytes', '= card of kind citizen, with photo', '= mustLift']) expect(printed).toContain(line);
    const { name, idNumber, address, authority } = citizenCard();
    for (const value of [name, idNumber, address, authority, '20000101', Buffer.from(name, 'utf16le').toString('hex')]) expect(printed).not.toContain(value);
  }, 20_000);
});

describe('a played reader', () => {
  it('stands alone: says where it listens, does what it is told, says what it does not understand, and ends with its input', async () => {
    const program = spawn(process.execPath, [join(entriesDir, 'simulated-reader.js'), '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(program, 'exit');
    const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
    const told = async (line: string): Promise<unknown> => (program.stdin.write(`${line}\n`), next());
    const { address } = (await next()) as { address: string };
    expect(address).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
    for (const card of everyKindOfCard()) expect(await told(JSON.stringify({ do: 'present', card }))).toEqual({ ok: true });
    for (const line of ['{"do":"fail","fault":"outOfOrder","on":"select"}', '{"do":"takeTime","ms":{"read":20}}', '{"do":"unplug"}', '{"do":"plug"}']) expect(await told(line)).toEqual({ ok: true });
    for (const line of ['{"do":"explode"}', '{"do":"present","card":{}}', 'nonsense']) expect(await told(line)).toEqual({ ok: false, error: expect.any(String) as string });
    const { status, printed } = await run({ dump: true, address });
    expect([status, printed]).toEqual([0, expect.stringContaining('= card of kind Y') as string]);
    expect(printed).toContain('< select 21');
    program.stdin.end();
    expect(await ended).toEqual([0, null]);
  }, 20_000);

  it.each(['x', '-1', '65536'])('does not listen on port %s', async (port) => {
    const told: string[] = [];
    const terminal: Terminal = { print: () => undefined, tell: (text) => told.push(text), askSecret: () => Promise.resolve(null) };
    const place: WorkPlace = { dataDir: entriesDir, resourcesDir: entriesDir, entriesDir, nodePath: process.execPath, sqliteBinding: null, databaseUrl: null, storeKey: null };
    expect([await simulateReaderCommand(place, { port }, terminal), told.length]).toEqual([2, 1]);
  });
});

describe('a frame', () => {
  it('is told by request, status and length', () => {
    expect(frameText({ direction: 'sent', request: 'read', status: null, bytes: 0, verdict: 'sound' })).toBe('> read');
    expect(frameText({ direction: 'heard', request: 'find', status: 0x80, bytes: 0, verdict: 'sound' })).toBe('< find 80 0 bytes');
    expect(frameText({ direction: 'heard', request: 'read', status: null, bytes: 0, verdict: 'wrongCheck' })).toBe('< read wrongCheck');
  });
});

describe('the list of attached devices', () => {
  const hid = { way: 'hid', at: '0483:572b', name: 'ID', reader: '德科' } as const;
  const mouse = { way: 'hid', at: '046d:c077', name: 'Mouse', reader: null } as const;

  it('names each device once, known readers first, and the ways that cannot be looked at', async () => {
    const listed = await listAttachedDevices({ hid: async () => [mouse, mouse, hid], usb: async () => [], serial: () => Promise.reject(new Error('spawn udevadm ENOENT')) });
    expect(listed).toEqual({ devices: [hid, mouse], blind: [{ way: 'serial', why: 'spawn udevadm ENOENT' }] });
  });
});
