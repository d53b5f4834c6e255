import { spawn } from 'node:child_process';

/** Size of a chip's photo once decoded (reference section 5). */
export const CHIP_PHOTO = { width: 102, height: 126 } as const;

const BITS = 24;
/** Rows are padded to whole groups of four bytes. */
const ROW_BYTES = Math.ceil((CHIP_PHOTO.width * 3) / 4) * 4;
const LEAST_BYTES = 54 + ROW_BYTES * CHIP_PHOTO.height;
const MOST_BYTES = 64 * 1024;

/** How long a site's decoder may take. */
const DECODE_MS = 3000;

/** A BMP of the size that every chip's photo has; anything else is no answer of a decoder. */
export function isChipPhoto(bytes: Uint8Array): boolean {
  if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // "BM", width, height (negative: rows from the top), bits per pixel, no compression.
  return view.getUint16(0, false) === 0x424d && view.getInt32(18, true) === CHIP_PHOTO.width && Math.abs(view.getInt32(22, true)) === CHIP_PHOTO.height
    && view.getUint16(28, true) === BITS && view.getUint32(30, true) === 0;
}

/** The photo as a BMP; null when it could not be decoded. */
export type DecodeChipPhoto = (wlt: Uint8Array) => Promise<Uint8Array | null>;

/** A decoder that the site installed: 1024 bytes in, a BMP out. What it writes on its standard error is thrown away. */
export function outsideDecoder(program: string, limitMs: number = DECODE_MS): DecodeChipPhoto {
  return (wlt) => new Promise((resolve) => {
    const decoder = spawn(program, [], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    const timer = setTimeout(() => decoder.kill('SIGKILL'), limitMs);
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    decoder.stdout.on('data', (piece: Uint8Array) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MOST_BYTES) decoder.kill('SIGKILL');
    });
    decoder.on('error', () => {});
    // A decoder that reads nothing, or ends early, is told by how it ends.
    decoder.stdin.on('error', () => {});
    decoder.on('close', (code) => {
      clearTimeout(timer);
      const picture = new Uint8Array(Buffer.concat(pieces));
      resolve(code === 0 && isChipPhoto(picture) ? picture : null);
    });
    decoder.stdin.end(wlt);
  });
}
