import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { extname, isAbsolute } from 'node:path';
import type { ReaderChoice } from '../../src-preload/contract/readers';
import type { AttachedDevices } from '../devices/attached-devices';
import { usbIdText } from '../devices/carriers/known-readers';
import { parseReaderAddress, readerAddressText, type ReaderAddress } from '../devices/carriers/reader-address';
import { refusal } from '../domain/refusal';
import type { StoreKind } from '../domain/vocabulary';

type Trouble = ReturnType<typeof refusal>;

export interface ReaderSurroundings {
  kind: StoreKind;
  platform: NodeJS.Platform;
  /** Null when that cannot be told. */
  listAttached(): Promise<AttachedDevices | null>;
}

/** The address of what was chosen on the screen. */
export function addressOf(choice: ReaderChoice): string {
  return choice.carrier === 'simulated' ? 'simulated' : readerAddressText(asAddress(choice));
}

function asAddress(choice: Exclude<ReaderChoice, { carrier: 'simulated' }>): ReaderAddress {
  switch (choice.carrier) {
    case 'auto':
    case 'serial':
    case 'tcp':
      return choice;
    case 'hid':
    case 'usb': {
      const [vendorId = 0, productId = 0] = choice.at.split(':').map((id) => parseInt(id, 16));
      return { carrier: choice.carrier, vendorId, productId };
    }
    case 'helper':
      return { carrier: 'helper', command: [choice.program, ...choice.options] };
  }
}

/** What an address says, as the screen shows it; null for one that cannot be understood. */
export function findChoice(address: string): ReaderChoice | null {
  if (address.trim() === 'simulated') return { carrier: 'simulated' };
  const parsed = parseReaderAddress(address);
  if (!parsed.ok) return null;
  const { value } = parsed;
  switch (value.carrier) {
    case 'hid':
    case 'usb':
      return { carrier: value.carrier, at: usbIdText(value) };
    case 'helper': {
      const [program = '', ...options] = value.command;
      return { carrier: 'helper', program, options };
    }
    default:
      return value;
  }
}

/** Why this reader cannot be used here; null when nothing speaks against it. A USB or HID reader may be plugged in later. */
export async function findReaderTrouble(choice: ReaderChoice, around: ReaderSurroundings): Promise<Trouble | null> {
  const address = addressOf(choice);
  if (choice.carrier === 'simulated' || choice.carrier === 'tcp') {
    if (around.kind === 'live') return refusal('reader-only-in-training');
  }
  if (choice.carrier === 'simulated') return null;
  const read = parseReaderAddress(address);
  if (!read.ok || readerAddressText(read.value) !== address) return refusal('reader-address-malformed', { address });
  if (choice.carrier === 'serial') return findPortTrouble(choice.path, around);
  return choice.carrier === 'helper' ? findProgramTrouble(choice.program, around.platform) : null;
}

async function findPortTrouble(port: string, { platform, listAttached }: ReaderSurroundings): Promise<Trouble | null> {
  if (platform !== 'win32') {
    const isPort = await stat(port).then((found) => found.isCharacterDevice(), () => false);
    return isPort ? null : refusal('reader-port-missing', { port });
  }
  const attached = await listAttached();
  if (attached === null || attached.blind.some(({ way }) => way === 'serial')) return null;
  const isListed = attached.devices.some(({ way, at }) => way === 'serial' && at.toLowerCase() === port.toLowerCase());
  return isListed ? null : refusal('reader-port-missing', { port });
}

/** Windows starts programs alone, and no scripts. */
function canStart(program: string, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'win32') return Promise.resolve(extname(program).toLowerCase() === '.exe');
  return access(program, constants.X_OK).then(() => true, () => false);
}

async function findProgramTrouble(program: string, platform: NodeJS.Platform): Promise<Trouble | null> {
  if (!isAbsolute(program)) return refusal('reader-program-relative', { program });
  const isFile = await stat(program).then((found) => found.isFile(), () => false);
  if (!isFile) return refusal('reader-program-missing', { program });
  return (await canStart(program, platform)) ? null : refusal('reader-program-not-runnable', { program });
}
