import { asReport, NOTHING, withoutReportId, type Envelope } from './envelope';

/**
 * The envelope of 10C4:0007 (reference section 2.3), little-endian:
 * request `88 | 00 00 | length | B1 | frame | sum`, answer `AA | sequence | length | result | block | part of the frame | sum`.
 * Length counts what stands between it and the sum; the sum is that of length and all it counts.
 */
const REQUEST = 0x88;
const ANSWER = 0xaa;
const PASS_THROUGH = 0xb1;
const LENGTH_AT = 3;
const COUNTED_AT = 5;
/** Result and block number, whose values are not documented and decide nothing. */
const ANSWER_HEAD_BYTES = 3;

function u16(value: number): [number, number] {
  return [value & 0xff, (value >> 8) & 0xff];
}

function sumOf(bytes: Iterable<number>): [number, number] {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return u16(sum);
}

function wrap(frame: Uint8Array): readonly Uint8Array[] {
  const summed = [...u16(frame.length + 1), PASS_THROUGH, ...frame];
  return [asReport([REQUEST, 0, 0, ...summed, ...sumOf(summed)])];
}

function partIn(report: Uint8Array): Uint8Array | null {
  const length = (report[LENGTH_AT] ?? 0) + 256 * (report[LENGTH_AT + 1] ?? 0);
  const end = COUNTED_AT + length;
  if (report[0] !== ANSWER || length < ANSWER_HEAD_BYTES || end + 2 > report.length) return null;
  const [low, high] = sumOf(report.subarray(LENGTH_AT, end));
  return report[end] === low && report[end + 1] === high ? report.subarray(COUNTED_AT + ANSWER_HEAD_BYTES, end) : null;
}

export function miaxisEnvelope(): Envelope {
  return {
    wrap,
    unwrap: (report) => {
      const bytes = partIn(withoutReportId(report));
      return bytes === null ? NOTHING : { bytes, reply: null };
    },
  };
}
