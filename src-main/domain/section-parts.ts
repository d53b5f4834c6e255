/** A piece of a section that was higher than the candidate's screen, counted from 1; a section that fits is part 1 of 1. */
export interface SectionPart {
  n: number;
  of: number;
}

export const WHOLE: SectionPart = { n: 1, of: 1 };

/** What signature.json and the record call it: the section's id, with its place among the parts if there are several (`materials 2/3`). */
export function partId(section: string, { n, of }: SectionPart): string {
  return of === 1 ? section : `${section} ${n}/${of}`;
}

const PART_ID = /^(?<section>.+) (?<n>[1-9]\d{0,2})\/(?<of>[1-9]\d{0,2})$/;

/** Whether a section was confirmed: as a whole, or every part of one splitting of it. */
export function isSectionWhole(section: string, confirmedIds: readonly string[]): boolean {
  if (confirmedIds.includes(section)) return true;
  const splittings = confirmedIds.map((id) => PART_ID.exec(id)?.groups).filter((part) => part?.['section'] === section).map((part) => Number(part?.['of']));
  return splittings.some((of) => Array.from({ length: of }, (_, i) => partId(section, { n: i + 1, of })).every((id) => confirmedIds.includes(id)));
}
