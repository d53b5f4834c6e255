import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { ReasonField } from './ReasonField';

/** The candidate declines to sign or leaves: the case keeps its state, and this desk lets go of it. */
export function ReleasePanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const release = useDeskCommand('cases.release');
  const reason = useDraft(`case/${registrationNo}/release`, '');
  return (
    <DecisionPanel title={t('case:release.title')} explanation={t('case:release.explanation')} confirmText={t('case:release.confirm')} consenting={null}
      complete={reason.value.trim() !== ''} pending={release.pending} refusal={release.refusal} onCancel={room.closePanel}
      onConfirm={() => void release.send({ registrationNo, reason: reason.value.trim() }).then((answer) => {
        if (answer === null) return;
        reason.clear();
        room.closePanel();
        room.leave();
      })}>
      <ReasonField label={t('case:release.reason')} value={reason.value} onChange={reason.change} />
    </DecisionPanel>
  );
}
