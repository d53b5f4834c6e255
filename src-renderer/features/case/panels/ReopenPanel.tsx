import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { needsConsent } from '../available';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { useOthers } from './use-others';

/** The candidate is back: earlier decisions stay, only what is open is asked again, and identity is checked anew. */
export function ReopenPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const reopen = useDeskCommand('cases.reopen');
  const consenting = useOthers(view.state === 'refused' ? 'approver' : 'reviewer');
  const { registrationNo } = view;
  return (
    <DecisionPanel title={t('case:reopen.title')} explanation={t('case:reopen.explanation')} confirmText={t('case:reopen.confirm')} complete pending={reopen.pending} refusal={reopen.refusal}
      consenting={needsConsent(view, 'reopen') ? consenting : null} onCancel={room.closePanel}
      onConfirm={(approver) => void reopen.send({ registrationNo, approver }).then((answer) => answer !== null && room.closePanel())} />
  );
}
