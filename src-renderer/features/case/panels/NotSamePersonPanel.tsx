import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';

/** The face is not the one on the card or in the registration: the check is stored as failed, and the way to refusing lies open. */
export function NotSamePersonPanel({ view, room, readId }: StepProps & { readId: string }): ReactNode {
  const { t } = useTranslation();
  const confirm = useDeskCommand('identity.confirm');
  const { registrationNo } = view;
  return (
    <DecisionPanel title={t('identity:notSame.title')} explanation={t('identity:notSame.explanation', { name: view.name })} confirmText={t('identity:notSame.confirm')} look="stop" consenting={null}
      complete pending={confirm.pending} refusal={confirm.refusal} onCancel={room.closePanel}
      onConfirm={() => void confirm.send({ registrationNo, readId, samePerson: false, answers: {} }).then((answer) => answer !== null && room.open({ kind: 'refuse', impostor: true }))} />
  );
}
