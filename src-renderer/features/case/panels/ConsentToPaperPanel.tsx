import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import type { Answers } from '../identity/identity-answers';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { useOthers } from './use-others';

/** The clerk says that this is the person; the site's rules want an approver to say so too. */
export function ConsentToPaperPanel({ view, room, readId, answers }: StepProps & { readId: string; answers: Answers }): ReactNode {
  const { t } = useTranslation();
  const confirm = useDeskCommand('identity.confirm');
  const approvers = useOthers('approver');
  const { registrationNo, pendingCard } = view;
  const paper = pendingCard?.paper;
  const whys = (paper?.consent ?? []).map((why) => t(`identity:consentWhy.${why}`)).join('\n');
  return (
    <DecisionPanel title={t('identity:paperConsent.title')} explanation={`${t('identity:paperConsent.explanation', { reason: paper?.reason ?? '' })}\n${whys}`}
      confirmText={t('identity:otherWays.confirm')} consenting={approvers} complete pending={confirm.pending} refusal={confirm.refusal} onCancel={room.closePanel}
      onConfirm={(approver) => void confirm.send({ registrationNo, readId, samePerson: true, answers: answers as Record<string, 'same' | 'differs'>, approver }).then((answer) => answer !== null && room.closePanel())} />
  );
}
