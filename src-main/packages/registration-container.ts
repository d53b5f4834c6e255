/** One file of a package, as its container declares it. */
export interface PackageEntry {
  path: string;
  /** Size that the container declares; what comes out is counted against it. */
  bytes: number;
}

/** Something in a package that is no ordinary file, or a container that is not whole. */
export type ContainerFault =
  | { code: 'link'; path: string }
  | { code: 'bad-path'; path: string; fault: 'special' | 'characters' }
  | { code: 'broken-zip'; path: string | null; hint: string; found: string | null };

/** A registration package, folder or zip, behind one interface. Nothing is unpacked beside it. */
export interface PackageContainer {
  readonly entries: readonly PackageEntry[];
  readonly faults: readonly ContainerFault[];
  /**
   * The bytes of one file, as they come. Stops with a {@link ReadFault} where they cannot be had;
   * gives at most one chunk more than the declared size.
   */
  read(entry: PackageEntry): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Why the bytes of a file could not be read to their end. */
export class ReadFault extends Error {
  readonly code: 'broken-zip' | 'missing-file';
  readonly hint: string;

  constructor(code: 'broken-zip' | 'missing-file', hint: string) {
    super(hint);
    this.code = code;
    this.hint = hint;
  }
}

/** The path leads to nothing that could be opened: the person chose a wrong one, or may not read it. */
export type OpenPackageTrouble = { code: 'package-missing' | 'package-unreadable'; path: string };

/** More entries than any site has images; a larger directory is an attempt to fill the memory. */
export const MOST_ENTRIES = 1_000_000;
