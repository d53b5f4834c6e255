import iconv from 'iconv-lite';
import type { PackageEncoding } from '../domain/registration-report';

/** Bytes that are valid UTF-8 to the last are UTF-8 (with or without BOM); everything else is read as GB 18030. */
export async function detectEncoding(chunks: AsyncIterable<Uint8Array>): Promise<PackageEncoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let valid = true;
  for await (const chunk of chunks) valid &&= decodes(() => decoder.decode(chunk, { stream: true }));
  return valid && decodes(() => decoder.decode()) ? 'utf-8' : 'gb18030';
}

function decodes(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

/** Text of a byte stream that may be cut anywhere; bytes that mean nothing become U+FFFD, a leading BOM is dropped. */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>, encoding: PackageEncoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const lines of inWholeLines(chunks)) yield decoder.write(lines);
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}

const LINE_FEED = 0x0a;
/** A line beyond this is no row; it is passed on in pieces. Bytes. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * Cuts a stream after line feeds, which are no part of any character in either encoding: the decoder loses a four-byte
 * character of GB 18030 that is spread over three chunks.
 */
async function* inWholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let begun: Uint8Array[] = [];
  let begunBytes = 0;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    begun.push(end > 0 ? chunk.subarray(0, end) : chunk);
    begunBytes += chunk.length;
    if (end === 0 && begunBytes < LONGEST_LINE) continue;
    yield Buffer.concat(begun);
    begun = end > 0 ? [chunk.subarray(end)] : [];
    begunBytes = end > 0 ? chunk.length - end : 0;
  }
  yield Buffer.concat(begun);
}
