import { encodeFrame } from './sam-frame';

/** The requests a desk sends (reference section 1.2): command, parameter, and how long an answer may take, in milliseconds. */
export const SAM_REQUESTS = {
  reset: { command: 0x10, parameter: 0xff, timeoutMs: 1000 },
  selfTest: { command: 0x11, parameter: 0xff, timeoutMs: 1000 },
  samId: { command: 0x12, parameter: 0xff, timeoutMs: 1000 },
  find: { command: 0x20, parameter: 0x01, timeoutMs: 1000 },
  select: { command: 0x20, parameter: 0x02, timeoutMs: 1000 },
  read: { command: 0x30, parameter: 0x01, timeoutMs: 3000 },
  /** Also tells whether the card just read still lies there. */
  newAddress: { command: 0x30, parameter: 0x03, timeoutMs: 1500 },
} as const;

export type SamRequest = keyof typeof SAM_REQUESTS;

export function encodeRequest(request: SamRequest): Uint8Array {
  const { command, parameter } = SAM_REQUESTS[request];
  return encodeFrame(Uint8Array.of(command, parameter));
}
