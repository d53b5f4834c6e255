import type { ReaderCarrier, ReaderChoice } from '../../../src-preload/contract/readers';

/** What has been typed of a reader; a way that is not chosen keeps what was typed for it. */
export interface ReaderDraft {
  carrier: ReaderCarrier;
  at: string;
  path: string;
  baudRate: number;
  program: string;
  /** One argument a line. */
  options: string;
  host: string;
  port: number | null;
}

const EMPTY: ReaderDraft = { carrier: 'auto', at: '', path: '', baudRate: 115_200, program: '', options: '', host: '127.0.0.1', port: null };
const USB_IDS = /^[\da-f]{4}:[\da-f]{4}$/i;

export function draftOf(choice: ReaderChoice | null): ReaderDraft {
  if (choice === null) return EMPTY;
  return choice.carrier === 'helper' ? { ...EMPTY, ...choice, options: choice.options.join('\n') } : { ...EMPTY, ...choice };
}

/** What was typed, once it is complete; else null. */
export function findTypedChoice({ carrier, at, path, baudRate, program, options, host, port }: ReaderDraft): ReaderChoice | null {
  switch (carrier) {
    case 'auto':
    case 'simulated':
      return { carrier };
    case 'usb':
    case 'hid':
      return USB_IDS.test(at.trim()) ? { carrier, at: at.trim() } : null;
    case 'serial':
      return path.trim() === '' ? null : { carrier, path: path.trim(), baudRate };
    case 'helper':
      return program.trim() === '' ? null : { carrier, program: program.trim(), options: options.split('\n').map((each) => each.trim()).filter((each) => each !== '') };
    case 'tcp':
      return host.trim() === '' || port === null ? null : { carrier, host: host.trim(), port };
  }
}
