/** Kinds of identity document that a registration names (spec registration-package.md, 证件类型). */
export const ID_TYPES = ['居民身份证', '港澳台居民居住证', '外国人永久居留身份证', '护照', '军官证', '其他'] as const;
export type IdType = (typeof ID_TYPES)[number];

const WITH_CHIP: ReadonlySet<string> = new Set<IdType>(['居民身份证', '港澳台居民居住证', '外国人永久居留身份证']);

/** Whether a reader can read that kind of document; every other one is taken down by hand. */
export function hasChip(idType: string): boolean {
  return WITH_CHIP.has(idType);
}

/**
 * Kinds of identity document that a candidate shows at the counter, each with the registered kind it stands for:
 * a temporary card and a police certificate stand in for the resident's card.
 */
export const SHOWN_DOCUMENTS = {
  residentId: '居民身份证',
  temporaryId: '居民身份证',
  policeCertificate: '居民身份证',
  residencePermit: '港澳台居民居住证',
  foreignResidentId: '外国人永久居留身份证',
  passport: '护照',
  officerCard: '军官证',
  other: '其他',
} as const satisfies Record<string, IdType>;

export type ShownDocument = keyof typeof SHOWN_DOCUMENTS;
export const SHOWN_DOCUMENT_KINDS = Object.keys(SHOWN_DOCUMENTS) as readonly ShownDocument[];

/** What is printed on the document shown, or what the counter calls it. */
export const SHOWN_DOCUMENT_NAMES: Readonly<Record<ShownDocument, string>> = {
  residentId: '居民身份证',
  temporaryId: '临时居民身份证',
  policeCertificate: '公安机关身份证明',
  residencePermit: '港澳台居民居住证',
  foreignResidentId: '外国人永久居留身份证',
  passport: '护照',
  officerCard: '军官证',
  other: '其他证件',
};
