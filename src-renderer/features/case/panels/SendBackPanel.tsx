import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import { needsConsent } from '../available';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { ReasonField } from './ReasonField';
import { useOthers } from './use-others';

/** The second reviewer does not agree: back to comparing, with the reason. */
export function SendBackPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const sendBack = useDeskCommand('review.sendBack');
  const reviewers = useOthers('reviewer');
  const reason = useDraft(`case/${registrationNo}/sendBack`, '');
  return (
    <DecisionPanel title={t('review:sendBack.title')} explanation={t('review:sendBack.explanation')} confirmText={t('review:sendBack.confirm')}
      consenting={needsConsent(view, 'sendBack') ? reviewers : null} complete={reason.value.trim() !== ''} pending={sendBack.pending} refusal={sendBack.refusal} onCancel={room.closePanel}
      onConfirm={(secondReviewer) => void sendBack.send({ registrationNo, reason: reason.value.trim(), secondReviewer }).then((answer) => {
        if (answer === null) return;
        reason.clear();
        room.closePanel();
      })}>
      <ReasonField label={t('review:sendBack.reason')} value={reason.value} onChange={reason.change} />
    </DecisionPanel>
  );
}
