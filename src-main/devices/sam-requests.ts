import { encodeFrame } from './sam-frame';

interface SamRequestForm {
  command: number;
  parameter: number;
  data?: readonly number[];
  /** How long the answer may take, in milliseconds. */
  timeoutMs: number;
}

/** Every request of the reference (section 1.2). */
export const SAM_REQUESTS = {
  reset: { command: 0x10, parameter: 0xff, timeoutMs: 1000 },
  selfTest: { command: 0x11, parameter: 0xff, timeoutMs: 1000 },
  samId: { command: 0x12, parameter: 0xff, timeoutMs: 1000 },
  find: { command: 0x20, parameter: 0x01, timeoutMs: 1000 },
  select: { command: 0x20, parameter: 0x02, timeoutMs: 1000 },
  read: { command: 0x30, parameter: 0x01, timeoutMs: 3000 },
  readWithFingerprints: { command: 0x30, parameter: 0x10, timeoutMs: 3000 },
  /** Also tells whether the card just read still lies there. */
  newAddress: { command: 0x30, parameter: 0x03, timeoutMs: 1500 },
  /** IINSNDN; no answer to it was ever captured. */
  cardManagementNo: { command: 0x30, parameter: 0x05, timeoutMs: 1500 },
  /** At most 80 bytes a radio frame. */
  maxRadioFrame: { command: 0x61, parameter: 0xff, data: [0x50], timeoutMs: 1000 },
} as const satisfies Readonly<Record<string, SamRequestForm>>;

export type SamRequest = keyof typeof SAM_REQUESTS;

/** The requests of a reading desk. Fingerprints are no business of an exam site, and the rest no reader needs. */
export type DeskRequest = Exclude<SamRequest, 'readWithFingerprints' | 'cardManagementNo' | 'maxRadioFrame'>;

export const SAM_REQUEST_NAMES = Object.keys(SAM_REQUESTS) as readonly SamRequest[];

export function encodeRequest(request: SamRequest): Uint8Array {
  const { command, parameter, data = [] }: SamRequestForm = SAM_REQUESTS[request];
  return encodeFrame(Uint8Array.of(command, parameter, ...data));
}

/** The request whose content (frame without preamble, length and check) this is; undefined for any other. */
export function findRequest(content: Uint8Array): SamRequest | undefined {
  return SAM_REQUEST_NAMES.find((name) => SAM_REQUESTS[name].command === content[0] && SAM_REQUESTS[name].parameter === content[1]);
}
