import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { useLanguage } from '../../../app/language';
import { isOffered, needsConsent, whyNot } from '../available';
import { paperActions } from '../compare/paper-actions';
import { PapersDesk } from '../compare/PapersDesk';
import { usePapers } from '../compare/use-papers';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { StepProps } from '../room';
import { RoomNotice } from '../RoomNotice';
import { StepFrame } from '../StepFrame';
import { useOneAtATime } from '../use-one-at-a-time';
import { ImageFacts } from '../viewer/ImageFacts';
import { FirstCheck } from './FirstCheck';

/** The second reviewer sees what the first decided, on the same papers, and confirms it or sends it back. */
export function SecondCheckStep({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const papers = usePapers(view);
  const [facts, setFacts] = useState(false);
  const pass = useDeskCommand('review.pass');
  const once = useOneAtATime();
  const { registrationNo } = view;
  const { material, image } = papers;
  function confirm(): void {
    if (needsConsent(view, 'passSecondCheck')) room.open({ kind: 'secondPass' });
    else once(() => pass.send({ registrationNo, secondReviewer: null }));
  }
  const actions: readonly KeyedAction[] = [
    ...(isOffered(view, 'sendBack') ? [keyedAction({ name: 'sendBack', keys: ['d'], group: 'step', look: 'stop', blocked: whyNot(view, 'sendBack'), run: () => room.open({ kind: 'sendBack' }) })] : []),
    ...(isOffered(view, 'passSecondCheck') ? [keyedAction({ name: 'passSecondCheck', keys: ['Enter', ' '], group: 'step', look: 'primary', blocked: whyNot(view, 'passSecondCheck'), run: confirm })] : []),
    ...paperActions(view, papers, () => setFacts(true)),
  ];
  return (
    <StepFrame room={room} actions={actions} busy={pass.pending} covered={facts} aside={<span>{t('review:secondCheck.look')}</span>}>
      <PapersDesk view={view} papers={papers} actions={actions} onBlocked={(action) => room.tell(action.blocked)}>
        <FirstCheck view={view} />
        <RoomNotice refusal={pass.refusal} onClose={pass.reset} />
      </PapersDesk>
      {facts && image !== null && material !== null && <ImageFacts image={image} paper={material.name[language]} onClose={() => setFacts(false)} />}
    </StepFrame>
  );
}
