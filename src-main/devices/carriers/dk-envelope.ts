import { asReport, NOTHING, withoutReportId, type Envelope, type Unwrapped } from './envelope';

/**
 * The envelope of 0483:572B (reference section 2.4). Byte 0 of a report counts the valid ones behind it, or is FF: "send on".
 * Within: start frame `00nnnnnn | command | status, in answers | data`, n = number of follow frames; follow frame `C0+k | data`.
 */
const PASS_THROUGH = 0x34;
const SEND_ON = 0xff;
const START = 0x00;
const FOLLOW = 0xc0;
const KIND_BITS = 0xc0;
const NUMBER_BITS = 0x3f;
const SUCCESS: readonly number[] = [0x90, 0x00];

class DkEnvelope implements Envelope {
  /** Follow frames announced, and the number of the one to come. */
  #follows = 0;
  #next = 1;

  wrap(frame: Uint8Array): readonly Uint8Array[] {
    this.#forget();
    const content = [START, PASS_THROUGH, ...frame];
    return [asReport([content.length, ...content])];
  }

  unwrap(received: Uint8Array): Unwrapped {
    const report = withoutReportId(received);
    const count = report[0] ?? 0;
    if (count === 0 || count >= report.length) return NOTHING;
    const bytes = this.#dataOf(report.subarray(1, 1 + count));
    if (bytes === null) this.#forget();
    const goesOn = this.#next <= this.#follows;
    return bytes === null ? NOTHING : { bytes, reply: goesOn ? asReport([SEND_ON]) : null };
  }

  /** Null for what does not belong here. */
  #dataOf(inner: Uint8Array): Uint8Array | null {
    const [first = 0, command, ...rest] = inner.subarray(0, 4);
    const kind = first & KIND_BITS;
    const number = first & NUMBER_BITS;
    if (kind === START) {
      if (command !== PASS_THROUGH || !SUCCESS.every((byte, i) => rest[i] === byte)) return null;
      [this.#follows, this.#next] = [number, 1];
      return inner.subarray(4);
    }
    if (kind !== FOLLOW || number !== this.#next || number > this.#follows) return null;
    this.#next += 1;
    return inner.subarray(1);
  }

  #forget(): void {
    [this.#follows, this.#next] = [0, 1];
  }
}

export function dkEnvelope(): Envelope {
  return new DkEnvelope();
}
