/** What stands before the fuses in Electron's executable (Electron documentation, "Electron Fuses"). */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** Places on the wire, version 1. */
export const fuse = {
  nodeCliInspectArguments: 3,
  browserSpecificV8Snapshot: 6,
} as const;

/**
 * Sets one fuse in the bytes of an Electron executable: after the sentinel stand the wire's version, its length and
 * one character a fuse ('0' off, '1' on).
 * @throws Error when the bytes hold no wire of version 1 that is long enough.
 */
export function setFuse(executable: Buffer, place: number, on: boolean): void {
  const at = executable.indexOf(SENTINEL);
  const wire = at + SENTINEL.length;
  if (at < 0 || executable[wire] !== 1 || (executable[wire + 1] ?? 0) <= place) {
    throw new Error('this executable has no fuse wire of a known kind');
  }
  executable.write(on ? '1' : '0', wire + 2 + place, 'latin1');
}
