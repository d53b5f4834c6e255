import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PendingCardView } from '../../../../src-preload/contract/cases';
import { useDeskCommand } from '../../../app/desk-client';
import type { StepProps } from '../room';
import { RoomNotice } from '../RoomNotice';
import { StepFrame } from '../StepFrame';
import { useOneAtATime } from '../use-one-at-a-time';
import { CardRows } from './CardRows';
import { cardActions, otherWaysAction, type IdentityEffects } from './identity-actions';
import { samePersonNow, type Answers, type RowField } from './identity-answers';
import { Photos } from './Photos';
import { usePhotos } from './use-photos';
import { Verdict } from './Verdict';
import styles from './identity.module.css';

/** The chip, or a paper that was taken down, beside the registration, row by row; the clerk compares the faces and says whether this is the person. */
export function JudgeCard({ view, room, card }: StepProps & { card: PendingCardView }): ReactNode {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState<Answers>({});
  const [asked, setAsked] = useState<RowField | null>(null);
  const photos = usePhotos([view.photoUrl, card.photo]);
  const confirm = useDeskCommand('identity.confirm');
  const once = useOneAtATime();
  const { registrationNo } = view;
  const { readId } = card;
  const label = (field: RowField): string => t(`identity:row.${field}`);
  const effects: IdentityEffects = {
    confirm: () => (card.paper !== undefined && card.paper.consent.length > 0 ? room.open({ kind: 'consentToPaper', readId, answers }) : void once(() => confirm.send({ registrationNo, readId, samePerson: true, answers: answers as Record<string, 'same' | 'differs'> }))),
    notSamePerson: () => room.open({ kind: 'notSamePerson', readId }),
    otherWays: () => room.open({ kind: 'otherWays' }),
    answer(field, answer) {
      setAnswers({ ...answers, [field]: answer });
      setAsked(null);
    },
    ask: setAsked,
  };
  const actions = [...otherWaysAction(view, effects), ...cardActions(view, card, { answers, asked, arePhotosSettled: photos.areSettled }, effects, label)];
  const onRow = actions.filter(({ group }) => group === 'field');
  return (
    <StepFrame room={room} actions={actions} busy={confirm.pending} aside={<span>{t('identity:lookAtThePerson')}</span>}>
      <div className={styles.judge}>
        <Photos view={view} card={card} photos={photos} />
        <div className={styles.chip}>
          <Verdict now={samePersonNow(card, answers)} paper={card.paper} />
          <RoomNotice refusal={confirm.refusal} onClose={confirm.reset} />
          <CardRows card={card} answers={answers} asked={asked} onAsk={setAsked} actions={onRow} onBlocked={(action) => room.tell(action.blocked)} />
        </div>
      </div>
    </StepFrame>
  );
}
