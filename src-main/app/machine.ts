import type { Outcome } from '../workflows/ports';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the desk asks of the machine around it: dialogs, printer, the candidate's screen. Electron in the app, a stand-in in tests. */
export interface Machine {
  choosePackageFile(): Promise<string | null>;
  choosePackageFolder(): Promise<string | null>;
  /** A program on this machine, by its whole path. */
  chooseProgram(): Promise<string | null>;
  /** A desk file goes to the machine with the site's key and back; a certificate is that of the authority of the site's server. */
  chooseFile(kind: 'desk' | 'certificate'): Promise<string | null>;
  chooseSaveTarget(suggestedName: string): Promise<string | null>;
  /** Sends a PDF to the default printer. */
  print(file: Uint8Array, title: string): Promise<Outcome<{ printer: string }>>;
  hasPrinter(): Promise<boolean>;
  /** A picture (PNG) of a part of the candidate's screen, in its CSS pixels; null when the window is gone. */
  pictureOfCandidateScreen(box: Box): Promise<Uint8Array | null>;
  hasCandidateWindow(): boolean;
  isSingleDisplay(): boolean;
  freeBytes(dir: string): Promise<number>;
}
