import { frameBytesAt } from '../sam-frame';
import { withoutReportId, type Envelope, type Unwrapped } from './envelope';
import { REPORT_BYTES, toRawReports } from './raw-reports';

/** `numbered`: one byte of report id before the payload. `counted`: the number of valid bytes before them. */
type Form = 'plain' | 'numbered' | 'counted';

/**
 * Frames straight in reports (reference sections 2.5 and 2.6). What stands before the payload is told by the report in which
 * a frame begins, and holds until that frame is whole.
 */
class RawEnvelope implements Envelope {
  #form: Form = 'plain';
  /** Bytes of the frame that began which have not come yet. */
  #missing = 0;

  wrap(frame: Uint8Array): readonly Uint8Array[] {
    this.#missing = 0;
    const reports = toRawReports(frame);
    return Array.from({ length: reports.length / REPORT_BYTES }, (_, i) => reports.subarray(i * REPORT_BYTES, (i + 1) * REPORT_BYTES));
  }

  unwrap(received: Uint8Array): Unwrapped {
    const report = withoutReportId(received);
    if (this.#missing <= 0) this.#lookAt(report);
    const bytes = this.#payloadOf(report);
    this.#missing -= bytes.length;
    return { bytes, reply: null };
  }

  #lookAt(report: Uint8Array): void {
    const begins = Array.from(report.keys()).find((at) => frameBytesAt(report, at) !== null);
    const frameBytes = begins === undefined ? 0 : (frameBytesAt(report, begins) ?? 0);
    const first = report[0] ?? 0;
    // A run of more than three AA is litter before a frame and no id.
    const hasHead = begins === 1 && first !== 0xaa;
    this.#form = !hasHead ? 'plain' : first === Math.min(REPORT_BYTES - 1, frameBytes) ? 'counted' : 'numbered';
    this.#missing = frameBytes === 0 ? 0 : frameBytes + (this.#form === 'plain' ? (begins ?? 0) : 0);
  }

  #payloadOf(report: Uint8Array): Uint8Array {
    switch (this.#form) {
      case 'plain':
        return report;
      case 'numbered':
        return report.subarray(1);
      case 'counted':
        return report.subarray(1, 1 + (report[0] ?? 0));
    }
  }
}

export function rawEnvelope(): Envelope {
  return new RawEnvelope();
}
