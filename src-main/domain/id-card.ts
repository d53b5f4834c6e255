import { oldForeignerNumber } from './id-number';
import type { ShownDocument } from './identity-documents';
import type { Day } from './vocabulary';

/** Stands in the place of an end date on cards that never expire. */
export const LONG_TERM = '长期';

/** What every chip tells. Texts are as on the chip without padding; a blank or impossible date is null. */
interface CardHolder {
  name: string;
  /** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated; as on the chip, unchecked. */
  sexCode: string;
  birthDate: Day | null;
  idNumber: string;
  validFrom: Day | null;
  /** A day, `LONG_TERM`, or null when the chip holds neither. */
  validUntil: Day | typeof LONG_TERM | null;
}

/** 居民身份证. */
export interface CitizenCard extends CardHolder {
  kind: 'citizen';
  /** GB/T 3304, two digits; unknown codes occur. */
  nationCode: string;
  address: string;
  authority: string;
}

/** 港澳台居民居住证. */
export interface ResidencePermitCard extends CardHolder {
  kind: 'J';
  address: string;
  authority: string;
  travelPermitNo: string;
  timesIssued: string;
}

/** 外国人永久居留身份证 of 2017; its number has 15 characters. `name` is the Chinese name, often empty. */
export interface ForeignerCard2017 extends CardHolder {
  kind: 'I';
  englishName: string;
  /** Three letters, GB/T 2659. */
  nationality: string;
  cardVersion: string;
  acceptingAuthority: string;
}

/** 外国人永久居留身份证 issued since 2023-12-01. `name` is the Chinese name. */
export interface ForeignerCard2023 extends CardHolder {
  kind: 'Y';
  englishName: string;
  /** Three letters, GB/T 2659. */
  nationality: string;
  timesRenewed: string;
  /** Three characters that tie the card to its holder's old number. */
  oldNumberAssociation: string;
}

/** What was read from an identity card's chip. Stays in memory; never logged, never stored. */
export type IdCard = CitizenCard | ResidencePermitCard | ForeignerCard2017 | ForeignerCard2023;
export type IdCardKind = IdCard['kind'];

/** The cards with a chip among the documents that a candidate shows. */
export type ChipDocument = Extract<ShownDocument, 'residentId' | 'residencePermit' | 'foreignResidentId'>;

const DOCUMENTS: Readonly<Record<IdCardKind, ChipDocument>> = {
  citizen: 'residentId',
  J: 'residencePermit',
  I: 'foreignResidentId',
  Y: 'foreignResidentId',
};

export function documentOf(card: IdCard): ChipDocument {
  return DOCUMENTS[card.kind];
}

/** The numbers under which the holder may be registered, the card's own first. */
export function numbersOn(card: IdCard): readonly string[] {
  const old = card.kind === 'Y' ? oldForeignerNumber(card) : null;
  return old === null ? [card.idNumber] : [card.idNumber, old];
}

/** Every name the chip gives for its holder, the Chinese one first; empty ones left out. */
export function namesOn(card: IdCard): readonly string[] {
  const names = 'englishName' in card ? [card.name, card.englishName] : [card.name];
  return names.filter((name) => name !== '');
}
