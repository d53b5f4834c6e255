import type { IdentityRow, PendingCardView } from '../../../../src-preload/contract/cases';

export type RowField = IdentityRow['field'];
export type Answer = 'same' | 'differs';
export type Answers = Readonly<Partial<Record<RowField, Answer>>>;

/** The result of a row once a human has answered it. */
export function answeredResult(row: IdentityRow, answers: Answers): IdentityRow['result'] {
  return row.result === 'needsHuman' ? (answers[row.field] ?? 'needsHuman') : row.result;
}

/** The first row that only a human can judge and that nobody has. */
export function findUnanswered(card: PendingCardView, answers: Answers): RowField | null {
  return card.rows.find((row) => answeredResult(row, answers) === 'needsHuman')?.field ?? null;
}

export function questionsOf(card: PendingCardView): readonly RowField[] {
  return card.rows.filter((row) => row.result === 'needsHuman').map((row) => row.field);
}

/** What "same person" would do now. What an answer of "differs" comes to is main's to say: not every row decides who a person is. */
export type SamePerson =
  | { kind: 'confirm'; told: 'clean' | 'differences' | 'answered' | 'doubtful' }
  | { kind: 'answerFirst'; field: RowField }
  | { kind: 'impossible' };

export function samePersonNow(card: PendingCardView, answers: Answers): SamePerson {
  if (!card.passable) return { kind: 'impossible' };
  const open = findUnanswered(card, answers);
  if (open !== null) return { kind: 'answerFirst', field: open };
  if (card.clean) return { kind: 'confirm', told: 'clean' };
  const given = questionsOf(card).map((field) => answers[field]);
  if (given.includes('differs')) return { kind: 'confirm', told: 'doubtful' };
  return { kind: 'confirm', told: given.length > 0 ? 'answered' : 'differences' };
}

/** The reasons of a row, one code each. */
export function reasonsOf(row: IdentityRow): readonly string[] {
  return row.why === null || row.why === '' ? [] : row.why.split(',');
}
