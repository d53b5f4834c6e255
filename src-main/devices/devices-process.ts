// Entry of the devices process: sockets and device drivers live here alone, so that a crash of theirs costs no case.
// Runs as an Electron utility process, and as a plain child process with an IPC channel.
import { randomUUID } from 'node:crypto';
import { listAttachedDevices } from './attached-devices';
import { outsideDecoder } from './chip-photo';
import { CardReaderSession } from './card-reader-session';
import { carrierFor } from './carriers/open-carrier';
import { parseReaderAddress } from './carriers/reader-address';
import type { FromDevices, ToDevices } from './devices-messages';
import { realScheduler } from './scheduler';

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToDevices }) => void): void;
  postMessage(message: FromDevices): void;
}

interface Desk {
  onMessage(listener: (message: ToDevices) => void): void;
  tell(message: FromDevices): void;
}

function electronDesk(port: ParentPort): Desk {
  return {
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    tell: (message) => port.postMessage(message),
  };
}

/** Ends with the desk, so that no reader stays taken by a process that nobody listens to. */
function childProcessDesk(): Desk {
  process.on('disconnect', () => process.exit(0));
  return {
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToDevices)),
    tell: (message) => {
      if (process.connected) process.send?.(message);
    },
  };
}

const decoderProgram = process.env['COUNTERSIGN_WLT_DECODER'] ?? '';
const decode = decoderProgram === '' ? null : outsideDecoder(decoderProgram);

/** After the card, which waits for no picture. */
async function tellPicture(readId: string, photo: Uint8Array, to: Desk): Promise<void> {
  const bmp = await decode?.(photo);
  if (bmp != null) to.tell({ kind: 'picture', picture: { readId, bmp } });
}

/** Null when the address cannot be understood, which is told. */
function startReader({ address, before, tellFrames }: Extract<ToDevices, { kind: 'start' }>, desk: Desk): CardReaderSession | null {
  const parsed = parseReaderAddress(address);
  if (!parsed.ok) {
    desk.tell({ kind: 'status', status: { state: 'faulty', reason: 'badAddress' }, mayLie: null });
    return null;
  }
  return new CardReaderSession({
    open: carrierFor(parsed.value),
    scheduler: realScheduler,
    newReadId: randomUUID,
    onStatus: (status, mayLie) => desk.tell({ kind: 'status', status, mayLie }),
    onRead: (read, digest) => {
      desk.tell({ kind: 'cardRead', read, digest });
      if (read.photo !== null) void tellPicture(read.readId, read.photo, desk);
    },
    before,
    ...(tellFrames === true ? { onFrame: (frame) => desk.tell({ kind: 'frame', frame }) } : {}),
    onDevice: (device) => desk.tell({ kind: 'device', device }),
  });
}

const { parentPort } = process as unknown as { parentPort?: ParentPort };
const desk = parentPort === undefined ? childProcessDesk() : electronDesk(parentPort);
let session: CardReaderSession | null = null;

async function obey(message: ToDevices): Promise<void> {
  switch (message.kind) {
    case 'start':
      session = startReader(message, desk);
      return;
    case 'selfTest':
      return desk.tell({ kind: 'selfTested', id: message.id, outcome: (await session?.selfTest()) ?? 'noReader' });
    case 'list':
      return desk.tell({ kind: 'listed', attached: await listAttachedDevices() });
  }
}

desk.onMessage((message) => void obey(message));
