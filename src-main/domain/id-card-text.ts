import { LONG_TERM, type CitizenCard, type ForeignerCard2017, type ForeignerCard2023, type IdCard, type IdCardKind, type ResidencePermitCard } from './id-card';
import { err, ok, type Result } from './result';
import type { Day } from './vocabulary';

/**
 * The 256-byte text block of a chip: UTF-16LE, fixed places padded with spaces (reference id-card-reader, section 3).
 * A place is [offset, bytes]; a text in two places runs on from the first into the second.
 */
type Place = readonly [offset: number, bytes: number];
type Layout = Readonly<Record<string, readonly Place[]>>;

const BLOCK_BYTES = 256;
const KIND_OFFSET = 248;

const LAYOUTS = {
  citizen: {
    name: [[0, 30]], sexCode: [[30, 2]], nationCode: [[32, 4]], birthDate: [[36, 16]], address: [[52, 70]], idNumber: [[122, 36]],
    authority: [[158, 30]], validFrom: [[188, 16]], validUntil: [[204, 16]],
  },
  J: {
    name: [[0, 30]], sexCode: [[30, 2]], birthDate: [[36, 16]], address: [[52, 70]], idNumber: [[122, 36]], authority: [[158, 30]],
    validFrom: [[188, 16]], validUntil: [[204, 16]], travelPermitNo: [[220, 18]], timesIssued: [[238, 4]],
  },
  I: {
    englishName: [[0, 120]], sexCode: [[120, 2]], idNumber: [[122, 30]], nationality: [[152, 6]], name: [[158, 30]], validFrom: [[188, 16]],
    validUntil: [[204, 16]], birthDate: [[220, 16]], cardVersion: [[236, 4]], acceptingAuthority: [[240, 8]],
  },
  Y: {
    name: [[0, 30]], sexCode: [[30, 2]], timesRenewed: [[32, 4]], birthDate: [[36, 16]], englishName: [[52, 70], [220, 22]], idNumber: [[122, 36]],
    validFrom: [[188, 16]], validUntil: [[204, 16]], nationality: [[242, 6]], oldNumberAssociation: [[250, 6]],
  },
} as const satisfies Record<IdCardKind, Layout>;

type Texts<K extends IdCardKind> = Record<keyof (typeof LAYOUTS)[K], string>;

const KIND_CHARACTERS: Readonly<Record<IdCardKind, string>> = { citizen: ' ', J: 'J', I: 'I', Y: 'Y' };
const KINDS_BY_CHARACTER: Readonly<Record<string, IdCardKind>> = { ' ': 'citizen', '\0': 'citizen', J: 'J', I: 'I', Y: 'Y' };

function readUtf16(block: Uint8Array, [offset, bytes]: Place): string {
  const units = Array.from({ length: bytes / 2 }, (_, i) => (block[offset + 2 * i] ?? 0) + 256 * (block[offset + 2 * i + 1] ?? 0));
  return String.fromCharCode(...units);
}

function readTexts<K extends IdCardKind>(block: Uint8Array, kind: K): Texts<K> {
  const texts = Object.entries<readonly Place[]>(LAYOUTS[kind]).map(([field, places]) => [
    field,
    places.map((place) => readUtf16(block, place)).join('').replace(/[ \0]+$/, ''),
  ]);
  return Object.fromEntries(texts) as Texts<K>;
}

/** `20000101` as a day; null when the digits are no calendar day. */
function parseDate(text: string): Day | null {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (digits === null) return null;
  const day = digits.slice(1).join('-');
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

interface DateTexts { birthDate: string; validFrom: string; validUntil: string }

function parseDates(texts: DateTexts): { birthDate: Day | null; validFrom: Day | null; validUntil: Day | typeof LONG_TERM | null } {
  return {
    birthDate: parseDate(texts.birthDate),
    validFrom: parseDate(texts.validFrom),
    validUntil: texts.validUntil === LONG_TERM ? LONG_TERM : parseDate(texts.validUntil),
  };
}

function decodeAs(kind: IdCardKind, block: Uint8Array): IdCard {
  switch (kind) {
    case 'citizen': {
      const texts = readTexts(block, kind);
      return { kind, ...texts, ...parseDates(texts) } satisfies CitizenCard;
    }
    case 'J': {
      const texts = readTexts(block, kind);
      return { kind, ...texts, ...parseDates(texts) } satisfies ResidencePermitCard;
    }
    case 'I': {
      const texts = readTexts(block, kind);
      return { kind, ...texts, ...parseDates(texts) } satisfies ForeignerCard2017;
    }
    case 'Y': {
      const texts = readTexts(block, kind);
      return { kind, ...texts, ...parseDates(texts) } satisfies ForeignerCard2023;
    }
  }
}

export type CardTextError = { code: 'wrong-block-size' } | { code: 'unknown-card-kind' };

/** Reads a chip's text block. Rare characters stay as they are: surrogate pairs, private use area, even broken halves. */
export function decodeCardText(block: Uint8Array): Result<IdCard, CardTextError> {
  if (block.length !== BLOCK_BYTES) return err({ code: 'wrong-block-size' });
  const kind = KINDS_BY_CHARACTER[readUtf16(block, [KIND_OFFSET, 2])];
  return kind === undefined ? err({ code: 'unknown-card-kind' }) : ok(decodeAs(kind, block));
}

function writeUtf16(block: Uint8Array, [offset, bytes]: Place, text: string): void {
  for (let i = 0; i < Math.min(text.length, bytes / 2); i++) {
    const unit = text.charCodeAt(i);
    block[offset + 2 * i] = unit & 0xff;
    block[offset + 2 * i + 1] = unit >> 8;
  }
}

function writeText(block: Uint8Array, field: string, places: readonly Place[], text: string): void {
  const room = places.reduce((units, [, bytes]) => units + bytes / 2, 0);
  if (text.length > room) throw new RangeError(`${field} has ${text.length} UTF-16 units, the chip holds ${room}`);
  let rest = text;
  for (const place of places) {
    writeUtf16(block, place, rest);
    rest = rest.slice(place[1] / 2);
  }
}

function textOn(card: IdCard, field: string): string {
  const text = (card as unknown as Readonly<Record<string, string | null>>)[field] ?? '';
  const isDate = field === 'birthDate' || field === 'validFrom' || field === 'validUntil';
  return isDate ? text.replaceAll('-', '') : text;
}

/** Writes a chip's text block, for simulated cards. A text longer than its place is a RangeError. */
export function encodeCardText(card: IdCard): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES).map((_, i) => (i % 2 === 0 ? 0x20 : 0));
  for (const [field, places] of Object.entries<readonly Place[]>(LAYOUTS[card.kind])) writeText(block, field, places, textOn(card, field));
  writeUtf16(block, [KIND_OFFSET, 2], KIND_CHARACTERS[card.kind]);
  return block;
}
