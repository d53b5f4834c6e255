import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { useOthers } from './use-others';

/** The second reviewer, another person than the first, confirms at this desk with their own PIN. */
export function SecondPassPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const pass = useDeskCommand('review.pass');
  const reviewers = useOthers('reviewer');
  const { registrationNo } = view;
  return (
    <DecisionPanel title={t('review:secondPass.title')} explanation={t('review:secondPass.explanation', { name: view.name })} confirmText={t('review:secondPass.confirm')} complete
      consenting={reviewers} pending={pass.pending} refusal={pass.refusal} onCancel={room.closePanel}
      onConfirm={(secondReviewer) => void pass.send({ registrationNo, secondReviewer }).then((answer) => answer !== null && room.closePanel())} />
  );
}
