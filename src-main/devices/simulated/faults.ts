import { PREAMBLE } from '../sam-frame';
import { encodeAnswer } from '../sam-answers';
import { SAM_STATUS } from '../sam-status';

/** What can go wrong with one answer. `outOfOrder`: the module has forgotten how far it had come. */
export const SIMULATED_FAULTS = [
  'silence', 'wrongCheck', 'wrongLength', 'cutShort', 'garbageBefore', 'unplugged',
  'cardMoved', 'cardRefusesModule', 'moduleRefusesCard', 'notAnIdCard', 'randomFailed', 'unknownError', 'outOfOrder', 'selfTestFailed', 'notAuthorised',
] as const;
export type SimulatedFault = (typeof SIMULATED_FAULTS)[number];

/** Bytes on the wire, after which the plug may be pulled. */
export interface SimulatedAnswer {
  bytes: Uint8Array;
  thenUnplugged: boolean;
  /** How long the module takes before it answers, in milliseconds. */
  delayMs: number;
}

const FAULT_STATUS = {
  cardMoved: SAM_STATUS.readFailed,
  cardRefusesModule: SAM_STATUS.cardRefusedModule,
  moduleRefusesCard: SAM_STATUS.moduleRefusedCard,
  notAnIdCard: SAM_STATUS.unknownCardType,
  randomFailed: SAM_STATUS.randomFailed,
  unknownError: SAM_STATUS.unknownError,
  outOfOrder: SAM_STATUS.commandWrong,
  selfTestFailed: SAM_STATUS.selfTestFailed,
  notAuthorised: SAM_STATUS.notAuthorised,
} as const satisfies Partial<Record<SimulatedFault, number>>;

/** True for faults in which the module answers with an error; the others spoil the answer on its way. */
export function isStatusFault(fault: SimulatedFault): fault is keyof typeof FAULT_STATUS {
  return fault in FAULT_STATUS;
}

function withByte(frame: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  return frame.map((byte, i) => (i === at ? change(byte) : byte));
}

function firstHalf(frame: Uint8Array): Uint8Array {
  return frame.slice(0, Math.ceil(frame.length / 2));
}

/** What arrives instead of `frame`; null = nothing. */
export function spoil(frame: Uint8Array, fault: SimulatedFault): Omit<SimulatedAnswer, 'delayMs'> | null {
  const answer = (bytes: Uint8Array): Omit<SimulatedAnswer, 'delayMs'> => ({ bytes, thenUnplugged: false });
  if (isStatusFault(fault)) return answer(encodeAnswer(FAULT_STATUS[fault]));
  switch (fault) {
    case 'silence':
      return null;
    case 'wrongCheck':
      return answer(withByte(frame, frame.length - 1, (byte) => byte ^ 0x01));
    case 'wrongLength':
      return answer(withByte(frame, PREAMBLE.length, () => 0xff));
    case 'cutShort':
      return answer(firstHalf(frame));
    case 'garbageBefore':
      return answer(Uint8Array.of(0x00, 0xaa, 0xaa, 0x96, 0x13, ...frame));
    case 'unplugged':
      return { bytes: firstHalf(frame), thenUnplugged: true };
  }
}
