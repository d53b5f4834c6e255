import { SHEET_SECTIONS, type FieldKey, type FieldSection } from './fields';
import type { SheetContent } from './sheet-content';

/** One part of the sheet that the candidate confirms with "correct". Field sections list their fields, the others none. */
export interface SheetSection {
  id: FieldSection | 'corrections' | 'materials';
  fields: readonly FieldKey[];
}

/** The sections of a sheet in the order of the candidate's screen; a section with nothing in it is not shown. */
export function sectionsOf(content: SheetContent): readonly SheetSection[] {
  const fieldSections = (Object.keys(SHEET_SECTIONS) as FieldSection[])
    .map((id): SheetSection => ({ id, fields: (SHEET_SECTIONS[id] as readonly FieldKey[]).filter((field) => (content.fields[field] ?? '') !== '') }))
    .filter((section) => section.fields.length > 0);
  const corrections: readonly SheetSection[] = content.corrections.length > 0 ? [{ id: 'corrections', fields: [] }] : [];
  return [...fieldSections, ...corrections, { id: 'materials', fields: [] }];
}
