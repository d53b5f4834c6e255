import { toRawReports } from '../../src-main/devices/carriers/raw-reports';
import type { SamSimulator } from '../../src-main/devices/simulated/sam-simulator';

/** The reader's end of a HID cable: a report comes in, reports go out. Written from the reference, apart from the desk's end. */
export interface PlayedReader {
  receive(report: Uint8Array): Uint8Array[];
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

function padded(content: readonly number[]): Uint8Array {
  const report = new Uint8Array(64);
  report.set(content);
  return report;
}

function answersOf(sam: SamSimulator, bytes: Uint8Array): Uint8Array[] {
  return sam.receive(bytes).map((answer) => answer.bytes);
}

/** Frames straight in reports (reference section 2.5). */
export function playedRaw(sam: SamSimulator): PlayedReader {
  return { receive: (report) => answersOf(sam, report).flatMap((frame) => cut(toRawReports(frame), 64)) };
}

/** Raw reports whose first byte counts the valid ones behind it. */
export function playedCounted(sam: SamSimulator): PlayedReader {
  return { receive: (report) => answersOf(sam, report).flatMap((frame) => cut(frame, 63).map((part) => padded([part.length, ...part]))) };
}

/** Raw reports behind a report id. */
export function playedNumbered(sam: SamSimulator, id = 1): PlayedReader {
  return { receive: (report) => answersOf(sam, report).flatMap((frame) => cut(frame, 63).map((part) => padded([id, ...part]))) };
}

function u16(value: number): number[] {
  return [value & 0xff, value >> 8];
}

function sum(bytes: readonly number[]): number[] {
  return u16(bytes.reduce((total, byte) => total + byte, 0) & 0xffff);
}

/** 10C4:0007 (reference section 2.3): parts of 54 bytes, one after the other without asking. */
export function playedMiaxis(sam: SamSimulator): PlayedReader {
  return {
    receive: (report) => {
      const length = (report[3] ?? 0) + 256 * (report[4] ?? 0);
      const summed = [...report.subarray(3, 5 + length)];
      const isSound = report.length === 64 && report[0] === 0x88 && report[5] === 0xb1
        && sum(summed).every((byte, i) => report[5 + length + i] === byte);
      if (!isSound) throw new Error('the module was sent a report that it does not know');
      return answersOf(sam, report.slice(6, 5 + length)).flatMap((frame) => cut(frame, 54).map((part, block) => {
        const counted = [...u16(1 + 2 + part.length), 0, ...u16(block), ...part];
        return padded([0xaa, 0, 0, ...counted, ...sum(counted)]);
      }));
    },
  };
}

/** 0483:572B (reference section 2.4): the next frame only when it is asked for. */
export function playedDk(sam: SamSimulator): PlayedReader & { asked: () => number; waiting: () => number } {
  let waiting: Uint8Array[] = [];
  let asked = 0;
  const next = (): Uint8Array[] => waiting.splice(0, 1);
  return {
    asked: () => asked,
    waiting: () => waiting.length,
    receive: (report) => {
      if (report.length !== 64) throw new Error('a report has 64 bytes');
      if (report[0] === 0xff) {
        asked += 1;
        return next();
      }
      const inner = report.slice(1, 1 + (report[0] ?? 0));
      if (inner[0] !== 0 || inner[1] !== 0x34) throw new Error('the reader was sent a command that it does not know');
      waiting = answersOf(sam, inner.slice(2)).flatMap((frame) => {
        const follows = cut(frame.slice(59), 62);
        return [[follows.length, 0x34, 0x90, 0x00, ...frame.slice(0, 59)], ...follows.map((part, i) => [0xc0 + i + 1, ...part])]
          .map((content) => padded([content.length, ...content]));
      });
      return next();
    },
  };
}
