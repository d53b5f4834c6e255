import type { DeskDatabase } from './tables/desk-database';

/**
 * A table whose rows belong to a registration (`registration_no`) and are final once it is sealed.
 * Insert, update and delete are refused for a row that belongs, or would belong, to a sealed registration,
 * and for a row that could push one out by a conflict of a key that does not hold the registration number.
 */
export interface GuardedTable {
  name: keyof DeskDatabase;
  /** Unique keys, or leading parts of them, without `registration_no`. */
  otherKeys: readonly (readonly string[])[];
  /** Clustered tables have no hidden row number that a conflict could reach. */
  layout: 'plain' | 'clustered';
}

/** Guarded in the same way by one generator. `review_case` and `seal` have rules of their own beside these (dialects). */
export const GUARDED_TABLES: readonly GuardedTable[] = [
  { name: 'registration', otherKeys: [], layout: 'plain' },
  { name: 'material_image', otherKeys: [], layout: 'clustered' },
  { name: 'identity_check', otherKeys: [['seq'], ['id']], layout: 'plain' },
  { name: 'field_check', otherKeys: [['seq'], ['id']], layout: 'plain' },
  { name: 'material_decision', otherKeys: [['seq'], ['id']], layout: 'plain' },
  { name: 'review_pass', otherKeys: [['seq'], ['id']], layout: 'plain' },
  { name: 'correction', otherKeys: [['seq'], ['id']], layout: 'plain' },
  { name: 'evidence', otherKeys: [['correction_id']], layout: 'clustered' },
  { name: 'sheet', otherKeys: [], layout: 'plain' },
  { name: 'signature', otherKeys: [], layout: 'plain' },
  { name: 'signed_picture', otherKeys: [], layout: 'clustered' },
];

/** Every table in which a sealed registration has final rows. */
export const FINAL_TABLES: readonly (keyof DeskDatabase)[] = ['review_case', ...GUARDED_TABLES.map((table) => table.name), 'seal'];

/** Rows are added and never touched again, signed case or not. */
export interface AppendOnlyTable {
  name: keyof DeskDatabase;
  key: string;
}

export const APPEND_ONLY_TABLES: readonly AppendOnlyTable[] = [
  { name: 'document', key: 'id' },
  { name: 'print_record', key: 'id' },
];
