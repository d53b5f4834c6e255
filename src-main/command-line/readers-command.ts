import { join } from 'node:path';
import type { WorkPlace } from '../app/heavy-tasks';
import { askAttached } from '../devices/ask-attached';
import type { AttachedDevices } from '../devices/attached-devices';
import type { ReaderFault, ReaderStatus } from '../devices/card-reader';
import type { FromDevices, DevicesChannel } from '../devices/devices-messages';
import { forkDevicesProcess } from '../devices/fork-devices-process';
import type { FrameKind } from '../devices/frame-kind';
import { EXIT, type Terminal } from './terminal';

export interface ReadersOptions {
  dump: boolean;
  /** As in COUNTERSIGN_ID_READER. */
  address?: string;
  seconds: string;
  json: boolean;
}

const MOST_SECONDS = 3600;

function hex(status: number): string {
  return status.toString(16).toUpperCase().padStart(2, '0');
}

/** `> find`, `< find 9F 4 bytes`, `< read wrongCheck`: kinds alone, so that it can be sent to anybody. */
export function frameText({ direction, request, status, bytes, verdict }: FrameKind): string {
  if (direction === 'sent') return `> ${request}`;
  return ['<', request, ...(status === null ? [] : [hex(status), `${bytes} bytes`]), ...(verdict === 'sound' ? [] : [verdict])].join(' ');
}

function statusText(status: ReaderStatus): string {
  const why = status.state === 'faulty' ? status.reason : status.state === 'cardPresent' ? status.trouble : null;
  return `= ${status.state}${why === null ? '' : ` (${why})`}`;
}

/** What is told while dumping; a card is told by its kind alone. */
function dumpText(message: FromDevices): string | null {
  switch (message.kind) {
    case 'frame':
      return frameText(message.frame);
    case 'status':
      return statusText(message.status);
    case 'device':
      return message.device === null ? '= no device' : `= ${[message.device.way, message.device.at, message.device.model, message.device.samId].filter(Boolean).join(' ')}`;
    case 'cardRead':
      return `= card of kind ${message.read.card.kind}, ${message.read.photo === null ? 'no photo' : 'with photo'}`;
    default:
      return null;
  }
}

function listText({ devices, blind }: AttachedDevices): string {
  const lines = devices.map(({ way, at, name, reader }) => [way.padEnd(6), at, reader ?? name ?? '', reader === null ? '' : '(known reader)'].filter(Boolean).join('  '));
  return [...(lines.length === 0 ? ['no devices'] : lines), ...blind.map(({ way, why }) => `${way}: cannot be listed on this machine (${why})`)].join('\n');
}

async function list(channel: DevicesChannel, options: ReadersOptions, terminal: Terminal): Promise<number> {
  const answer = await askAttached(channel);
  if (answer === null) {
    terminal.tell('readers: the devices process ended');
    return EXIT.problems;
  }
  terminal.print(options.json ? JSON.stringify(answer) : listText(answer));
  return EXIT.done;
}

const NO_ANSWER: Partial<Record<ReaderFault, string>> = {
  badAddress: '读卡器地址写法不对。The address cannot be understood: resources/readers/README.md names its forms.',
  noAccess: '读卡器无权打开或被其他程序占用。The reader may not be opened: end the program that holds it, or see resources/readers/README.md for the right to it.',
  driverMissing: '缺少这种读卡器的驱动。The part for this kind of reader cannot be loaded on this machine: use another kind of reader, or install the program again.',
};

/** What to do when no reader answered, by how it stood in the end. */
function noAnswerText(address: string, status: ReaderStatus): string {
  const known = status.state === 'faulty' ? NO_ANSWER[status.reason] : undefined;
  return known ?? `没有读卡器应答（${address}）：请检查电源、连线与地址。No reader answered at ${address}: check its power, its cable and the address; \`readers\` without --dump lists what is attached.`;
}

/** A frame that passed its checks: somebody is there. */
function isAnswer(message: FromDevices): boolean {
  return message.kind === 'frame' && message.frame.direction === 'heard' && message.frame.verdict === 'sound';
}

async function dump(channel: DevicesChannel, address: string, seconds: number, options: ReadersOptions, terminal: Terminal): Promise<number> {
  const from = Date.now();
  const lines: { ms: number; text: string }[] = [];
  let [status, isAnswered]: [ReaderStatus, boolean] = [{ state: 'absent' }, false];
  const write = (text: string): void => {
    lines.push({ ms: Date.now() - from, text });
    if (!options.json) terminal.print(`${String(Date.now() - from).padStart(7)} ms  ${text}`);
  };
  const ended = new Promise<void>((resolve) => {
    channel.onExit(resolve);
    setTimeout(resolve, seconds * 1000);
  });
  channel.onMessage((message) => {
    if (message.kind === 'status') status = message.status;
    isAnswered ||= isAnswer(message);
    const text = dumpText(message);
    if (text !== null) write(text);
  });
  channel.post({ kind: 'start', address, before: null, tellFrames: true });
  await ended;
  if (!isAnswered) write(statusText(status));
  if (options.json) terminal.print(JSON.stringify({ address, lines }));
  if (isAnswered) return EXIT.done;
  terminal.tell(noAnswerText(address, status));
  return EXIT.problems;
}

/** `readers`: what is attached. `--dump`: the kinds of frames of a reader for some seconds, never what is in them. */
export async function readersCommand({ entriesDir, nodePath }: WorkPlace, options: ReadersOptions, terminal: Terminal): Promise<number> {
  const seconds = Number(options.seconds);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS) {
    terminal.tell(`readers: --seconds takes a whole number from 1 to ${MOST_SECONDS}`);
    return EXIT.usage;
  }
  const channel = forkDevicesProcess(join(entriesDir, 'devices-process.js'), nodePath);
  try {
    const address = options.address ?? process.env['COUNTERSIGN_ID_READER'] ?? 'auto';
    return await (options.dump ? dump(channel, address, seconds, options, terminal) : list(channel, options, terminal));
  } finally {
    channel.kill();
  }
}
