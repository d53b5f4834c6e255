import type { FieldKey } from '../../../src-preload/contract/cases';
import type { SheetContentView } from '../../../src-preload/contract/signing';

/** What a section shows beside its fields. `head` is exam, places, revision and counts. */
export type Holding = 'head' | 'photo' | 'corrections' | 'materials' | 'declaration';

export interface PlannedSection {
  id: string;
  fields: readonly FieldKey[];
  holds: readonly Holding[];
  /** False for the declaration when the desk does not ask for its own confirmation: it is signed, not confirmed. */
  toConfirm: boolean;
}

interface ListedSection {
  id: string;
  fields: readonly FieldKey[];
}

/** Where each part of the sheet belongs. When the desk lists no such section, it goes into the first. */
const HOMES: Readonly<Record<Exclude<Holding, 'head' | 'declaration'>, string>> = { photo: 'person', corrections: 'corrections', materials: 'materials' };

/** Which section draws what, so that everything of the sheet is drawn exactly once; fields of no section stand in the first. */
export function planSections(sheet: SheetContentView, listed: readonly ListedSection[]): readonly PlannedSection[] {
  const sections = listed.filter(({ id }) => id !== 'declaration');
  const ids = sections.map(({ id }) => id);
  const placed = new Set(sections.flatMap(({ fields }) => fields));
  const others = (Object.keys(sheet.fields) as FieldKey[]).filter((key) => !placed.has(key));
  const planned = sections.map(({ id, fields }, index): PlannedSection => ({
    id,
    fields: [...fields.filter((key) => sheet.fields[key] !== undefined), ...(index === 0 ? others : [])],
    holds: holdingsOf(id, index === 0, ids).filter((holding) => holding !== 'corrections' || id === 'corrections' || sheet.corrections.length > 0),
    toConfirm: true,
  }));
  return [...planned, { id: 'declaration', fields: [], holds: ['declaration'], toConfirm: listed.some(({ id }) => id === 'declaration') }];
}

function holdingsOf(id: string, first: boolean, ids: readonly string[]): readonly Holding[] {
  const homes = Object.entries(HOMES) as [keyof typeof HOMES, string][];
  const here = homes.filter(([, home]) => (ids.includes(home) ? home === id : first)).map(([holding]) => holding);
  return first ? ['head', ...here] : here;
}
