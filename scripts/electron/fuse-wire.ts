/** What stands before the fuses in Electron's executable (Electron documentation, "Electron Fuses"). */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** Places on the wire, version 1. */
export const fuse = {
  runAsNode: 0,
  cookieEncryption: 1,
  nodeOptionsVariable: 2,
  nodeCliInspectArguments: 3,
  asarIntegrity: 4,
  onlyLoadAppFromAsar: 5,
  browserSpecificV8Snapshot: 6,
  fileProtocolPrivileges: 7,
} as const;

/**
 * Sets one fuse in the bytes of an Electron executable: after the sentinel stand the wire's version, its length and
 * one character a fuse ('0' off, '1' on).
 * @throws Error when the bytes hold no wire of version 1 that is long enough.
 */
export function setFuse(executable: Buffer, place: number, on: boolean): void {
  const { start, length } = findWire(executable);
  if (length <= place) throw new Error(UNKNOWN_WIRE);
  executable.write(on ? '1' : '0', start + place, 'latin1');
}

/**
 * Every character on the wire, one a fuse.
 * @throws Error when the bytes hold no wire of version 1.
 */
export function readFuses(executable: Buffer): string {
  const { start, length } = findWire(executable);
  return executable.toString('latin1', start, start + length);
}

const UNKNOWN_WIRE = 'this executable has no fuse wire of a known kind';

function findWire(executable: Buffer): { start: number; length: number } {
  const at = executable.indexOf(SENTINEL);
  const wire = at + SENTINEL.length;
  if (at < 0 || executable[wire] !== 1) throw new Error(UNKNOWN_WIRE);
  return { start: wire + 2, length: executable[wire + 1] ?? 0 };
}
