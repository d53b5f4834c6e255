import { REPORT_BYTES } from './raw-reports';

/** What a reader's report holds. `reply` is to be sent back before the next one comes; null when nothing is. */
export interface Unwrapped {
  bytes: Uint8Array;
  reply: Uint8Array | null;
}

/**
 * How a reader carries frames in reports of 64 bytes. One for each connection: it remembers where in an answer it is.
 * Whatever bytes come, it gives what it can make of them; whether they are a frame is the frame check's to say.
 */
export interface Envelope {
  /** The reports of one request. What was half received before is forgotten. */
  wrap(frame: Uint8Array): readonly Uint8Array[];
  unwrap(report: Uint8Array): Unwrapped;
}

export type MakeEnvelope = () => Envelope;

export const NOTHING: Unwrapped = { bytes: new Uint8Array(0), reply: null };

/** `content` in a report of its own, padded with zeros. */
export function asReport(content: readonly number[]): Uint8Array {
  if (content.length > REPORT_BYTES) throw new RangeError(`a report cannot hold ${content.length} bytes`);
  const report = new Uint8Array(REPORT_BYTES);
  report.set(content);
  return report;
}

/** Some systems leave the id 00 of unnumbered reports in front of them. */
export function withoutReportId(report: Uint8Array): Uint8Array {
  return report.length === REPORT_BYTES + 1 && report[0] === 0 ? report.subarray(1) : report;
}
