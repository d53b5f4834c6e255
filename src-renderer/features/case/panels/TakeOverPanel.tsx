import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { showTime } from '../../../i18n/times';
import { needsConsent } from '../available';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { useOthers } from './use-others';

/** An approver moves the case from another desk to this one. */
export function TakeOverPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const takeOver = useDeskCommand('cases.takeOver');
  const approvers = useOthers('approver');
  const { claim, registrationNo } = view;
  const explanation = claim === null ? undefined : t('case:takeOver.explanation', { name: claim.staffName, desk: claim.deskId, since: showTime(claim.since) });
  return (
    <DecisionPanel title={t('case:takeOver.title')} explanation={explanation} confirmText={t('case:takeOver.confirm')} complete pending={takeOver.pending} refusal={takeOver.refusal}
      consenting={needsConsent(view, 'takeOver') ? approvers : null} onCancel={room.closePanel}
      onConfirm={(approver) => void takeOver.send({ registrationNo, approver }).then((answer) => answer !== null && room.closePanel())} />
  );
}
