import type { FieldResult } from '../../../../src-preload/contract/cases';

/** What a clerk can say of one field on one paper, each with its digit. Agreement needs no words; everything else may be explained. */
export const RESULT_KEYS: readonly { key: string; result: FieldResult; asksNote: boolean }[] = [
  { key: '1', result: 'same', asksNote: false },
  { key: '2', result: 'equivalent', asksNote: true },
  { key: '3', result: 'differs', asksNote: true },
  { key: '4', result: 'notPresented', asksNote: true },
  { key: '5', result: 'unreadable', asksNote: true },
  { key: '6', result: 'looksAltered', asksNote: true },
];
