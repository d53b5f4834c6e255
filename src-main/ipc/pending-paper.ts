import type { IdentityPaperView, PendingCardView } from '../../src-preload/contract/cases';
import type { IdentityFieldResult } from '../domain/case-record';
import { withAnswersOnPaper } from '../domain/paper-match';
import type { Scene } from '../domain/scene';
import { PAPER_RULES, papersFor } from '../domain/shown-paper';
import { judgeShown, type ShownReading } from '../workflows/check-paper';
import { identityRow } from './pending-card';

function isClean({ result }: IdentityFieldResult): boolean {
  return result === 'same' || result === 'equivalent';
}

/** A paper that was taken down, as the identity step shows it. */
export function paperView(scene: Scene, { readId, paper, reason }: ShownReading): PendingCardView {
  const judgement = judgeShown(scene, paper);
  const answerable = withAnswersOnPaper(judgement, Object.fromEntries(judgement.results.map(({ field }) => [field, true])));
  return {
    readId, rows: judgement.results.map((row) => identityRow(row, scene.today)), clean: judgement.results.every(isClean), passable: answerable.passed, photoDecoded: false,
    paper: { document: paper.document, reason, consent: judgement.consent, typed: paper.document === 'passport' ? null : paper },
  };
}

/** What the candidate may show instead of a chip. */
export function identityPapers({ record, policy }: Scene): readonly IdentityPaperView[] {
  return papersFor(record.registration.fields.idType ?? '', policy.identityDocuments).map((document) => {
    const { lastDay, secondIdentifier, longTerm } = PAPER_RULES[document];
    return { document, lastDay, secondIdentifier, longTerm };
  });
}
