/** Size of the reports in which a frame travels. */
export const REPORT_BYTES = 64;

/** The frame in reports of 64 bytes from offset 0, the last one padded with zeros (reference section 2.5). */
export function toRawReports(frame: Uint8Array): Uint8Array {
  const reports = new Uint8Array(Math.ceil(frame.length / REPORT_BYTES) * REPORT_BYTES);
  reports.set(frame);
  return reports;
}
