import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { canonicalJson } from '../canonical/canonical-json';
import type { AuditEvent } from '../domain/audit-event';
import type { Sha256 } from '../domain/vocabulary';
import type { MeasuredContent } from './result-zip';
import type { ExportReader } from './result-ports';

const PAGE = 2_000;

/** audit.jsonl: the chain from its first event to `untilSeq`, one canonical JSON event a line. */
export async function measureAudit(reader: ExportReader, untilSeq: number): Promise<MeasuredContent & { sha256: Sha256 }> {
  const hash = createHash('sha256');
  let [bytes, crc] = [0, 0];
  for await (const chunk of auditLines(reader, untilSeq)) {
    hash.update(chunk);
    bytes += chunk.byteLength;
    crc = crc32(chunk, crc);
  }
  // Read a second time for writing: events never change, and a million of them are not held in memory.
  return { bytes, crc, sha256: hash.digest('hex'), chunks: auditLines(reader, untilSeq) };
}

/** The event with which an export begins, the last one of its package. */
export async function findExportEvent(reader: ExportReader, seq: number): Promise<AuditEvent | null> {
  const [event] = await reader.listEvents({ fromSeq: seq, limit: 1 });
  return event?.seq === seq && event.kind === 'export.started' ? event : null;
}

async function* auditLines(reader: ExportReader, untilSeq: number): AsyncGenerator<Uint8Array> {
  for (let fromSeq = 1; fromSeq <= untilSeq;) {
    const page = await reader.listEvents({ fromSeq, limit: Math.min(PAGE, untilSeq - fromSeq + 1) });
    const last = page.at(-1);
    if (last === undefined) return;
    yield Buffer.from(page.map((event) => `${canonicalJson({ ...event })}\n`).join(''));
    fromSeq = last.seq + 1;
  }
}
