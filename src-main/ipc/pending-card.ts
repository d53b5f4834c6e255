import type { IdentityRow, PendingCardView } from '../../src-preload/contract/cases';
import type { CardRead } from '../devices/card-reader';
import type { IdentityFieldResult } from '../domain/case-record';
import { judgeCard, withAnswers, type CardJudgement, type JudgedField } from '../domain/card-match';
import type { CodeTables } from '../domain/code-tables';
import { rareCharactersIn } from '../domain/rare-characters';
import type { Scene } from '../domain/scene';
import type { Day } from '../domain/vocabulary';

export type HumanAnswers = Readonly<Partial<Record<IdentityFieldResult['field'], boolean>>>;

function rareIn(onCard: string, registered: string): Pick<IdentityRow, 'rare'> {
  const rare = { chip: rareCharactersIn(onCard), registration: rareCharactersIn(registered) };
  return rare.chip.length + rare.registration.length === 0 ? {} : { rare };
}

/** What a row tells beside its two values. */
function beside(field: IdentityRow['field'], onCard: string, registered: string, today: Day): Pick<IdentityRow, 'rare' | 'judgedOn'> {
  if (field === 'validity') return { judgedOn: today };
  return field === 'name' ? rareIn(onCard, registered) : {};
}

/** One row of the comparison, as the identity step shows it. */
export function identityRow({ field, onCard, registered, result, why }: JudgedField, today: Day): IdentityRow {
  return { field, chip: onCard, registration: registered, result, why, ...beside(field, onCard, registered, today) };
}

/** The card in memory against the registration as it stands now, with the clerk's answers where a human was needed. */
export function judgePending(tables: CodeTables, scene: Scene, read: CardRead, { answers = {}, picture = null }: { answers?: HumanAnswers; picture?: Uint8Array | null } = {}): { judgement: CardJudgement; view: PendingCardView } {
  const { policy, record, today } = scene;
  const judged = judgeCard({ card: read.card, registration: record.registration.fields, identityDocuments: policy.identityDocuments, nations: tables.nations, today });
  const judgement = withAnswers(judged, answers);
  const rows = judgement.results.map((row) => identityRow(row, today));
  const clean = rows.every((row) => row.result === 'same' || row.result === 'equivalent');
  const answerable = withAnswers(judged, Object.fromEntries(judged.results.map((result) => [result.field, true])));
  return { judgement, view: { readId: read.readId, rows, clean, passable: answerable.passed, photoDecoded: picture !== null, ...(picture === null ? {} : { photo: `data:image/bmp;base64,${Buffer.from(picture).toString('base64')}` }) } };
}
