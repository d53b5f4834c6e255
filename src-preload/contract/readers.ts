/**
 * A card reader as it is chosen on the screen. `auto`: whichever known USB or HID reader is attached. `at`: `vvvv:pppp`, hexadecimal.
 * `program`: full path of a helper. `simulated` (inside the desk) and `tcp` serve training stores alone.
 */
export type ReaderChoice =
  | { carrier: 'auto' }
  | { carrier: 'simulated' }
  | { carrier: 'usb' | 'hid'; at: string }
  | { carrier: 'serial'; path: string; baudRate: number }
  | { carrier: 'helper'; program: string; options: readonly string[] }
  | { carrier: 'tcp'; host: string; port: number };

export type ReaderCarrier = ReaderChoice['carrier'];

export interface ReaderSettingsView {
  /** What is in force; null when the address that was set cannot be understood. */
  choice: ReaderChoice | null;
  /** COUNTERSIGN_ID_READER when it is set: then the screen cannot choose. */
  fixedBy: string | null;
  /** Ways that this desk can use. */
  carriers: readonly ReaderCarrier[];
  baudRates: readonly number[];
}

export interface AttachedReadersView {
  devices: readonly {
    way: 'hid' | 'usb' | 'serial';
    /** `vvvv:pppp`, or the port. */
    at: string;
    name: string | null;
    /** The known reader that has these ids. */
    reader: string | null;
  }[];
  /** Ways that could not be looked at on this machine. */
  blind: readonly ('hid' | 'usb' | 'serial')[];
}

/** What can be made to go wrong with the next answer of a simulated reader. Text `reader.dock.fault.<fault>` in both catalogues. */
export const READER_FAULTS = [
  'silence', 'wrongCheck', 'wrongLength', 'cutShort', 'garbageBefore', 'unplugged',
  'cardMoved', 'cardRefusesModule', 'moduleRefusesCard', 'notAnIdCard', 'randomFailed', 'unknownError', 'outOfOrder', 'selfTestFailed', 'notAuthorised',
] as const;

/** Cards made of a registration to practise with. Text `reader.dock.card.<kind>` in both catalogues. */
export const TRAINING_CARDS = ['own', 'forEver', 'expired', 'notYetValid', 'otherName', 'residencePermit', 'foreignResidentOld', 'foreignResidentNew', 'stranger'] as const;
export type TrainingCardKind = (typeof TRAINING_CARDS)[number];
