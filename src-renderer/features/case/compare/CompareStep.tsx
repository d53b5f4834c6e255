import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldKey } from '../../../../src-preload/contract/cases';
import { useDeskQuery } from '../../../app/desk-client';
import { useLanguage } from '../../../app/language';
import type { KeyedAction } from '../keys/keyed-action';
import type { StepProps } from '../room';
import { RoomNotice } from '../RoomNotice';
import { StepFrame } from '../StepFrame';
import { useOneAtATime } from '../use-one-at-a-time';
import { ImageFacts } from '../viewer/ImageFacts';
import { AddImage } from './AddImage';
import { isHeldBack, mainAction, openCorrectionAction, paperDecisions, type CompareEffects } from './compare-actions';
import { CameBack } from './CameBack';
import { correctionAction, resultActions } from './field-actions';
import { HeldBack } from './HeldBack';
import { paperActions } from './paper-actions';
import { findNextPaper, nextStroke } from './paper-work';
import { PapersDesk } from './PapersDesk';
import { ResultNote } from './ResultNote';
import { useAddingImage } from './use-adding-image';
import { useReviewing } from './use-reviewing';
import { usePapers } from './use-papers';
import { doubtedFields, whyBack, type WhyBack } from './why-back';

/** Papers beside the registration. A case that the candidate sent back before signing is taken up where the doubt lies. */
export function CompareStep({ view, room }: StepProps): ReactNode {
  const back = whyBack(view);
  const progress = useDeskQuery('signing.progress', {}, { enabled: back?.kind === 'candidate' }).data;
  const doubted = doubtedFields(back, progress, view.registrationNo);
  return <Comparing key={doubted.join(' ')} view={view} room={room} back={back} doubted={doubted} />;
}

/** Paper by paper: one key for what agrees, a key of its own for what does not. */
function Comparing({ view, room, back, doubted }: StepProps & { back: WhyBack | null; doubted: readonly FieldKey[] }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const papers = usePapers(view, doubted);
  const work = useReviewing(view, papers);
  const adding = useAddingImage(view, papers);
  const once = useOneAtATime();
  const [facts, setFacts] = useState(false);
  const { material, field, image } = papers;
  const label = (key: string): string => t(`fields:${key}`);
  const correct = (key: FieldKey): void => room.open({ kind: 'correction', field: key });
  const onPaper = (kind: 'contest' | 'commitment'): void => {
    if (material !== null) room.open({ kind, material: material.code });
  };
  const effects: CompareEffects = {
    confirmPaper: () => once(work.confirmPaper), acceptPaper: () => once(work.acceptPaper), passFirstCheck: () => once(work.passFirstCheck),
    contest: () => onPaper('contest'), commit: () => onPaper('commitment'),
    decideOpenCorrection: () => view.corrections.filter(({ state }) => state === 'requested').slice(0, 1).forEach(({ field: key }) => correct(key)),
  };
  const stroke = nextStroke(view, material, papers.images.shown, papers.inView);
  const actions: readonly KeyedAction[] = [
    ...openCorrectionAction(view, effects),
    ...paperDecisions(view, material, effects),
    ...(view.readOnly ? [] : [mainAction(view, papers, stroke, effects, label)]),
    ...resultActions(view, field, (result) => once(async () => {
      work.forget();
      await work.giveResult(result);
    })),
    ...correctionAction(view, field, (each) => correct(each.field)),
    ...adding.actions,
    ...paperActions(view, papers, () => setFacts(true)),
  ];
  const note = work.explaining === null ? null
    : <ResultNote result={work.explaining} pending={work.pending} onSave={(text) => once(() => work.explain(text))} onCancel={work.cancelExplaining} />;
  return (
    <StepFrame room={room} actions={actions} busy={work.pending || adding.pending} covered={facts}>
      <PapersDesk view={view} papers={papers} actions={actions} onBlocked={(action) => room.tell(action.blocked)} form={note}
        underImage={material !== null && <AddImage adding={adding} paper={material.name[language]} onChosen={(file) => once(() => adding.add(file))} />}>
        <CameBack back={back} />
        <RoomNotice refusal={work.refusal} onClose={work.forget} />
        {(isHeldBack(view, stroke) || (findNextPaper(view, null) === null && view.openItems.length > 0)) && !view.readOnly
          && <HeldBack view={view} onGo={(code, key) => papers.move({ kind: 'material', code, field: key })} onCorrection={correct} />}
      </PapersDesk>
      {facts && image !== null && material !== null && <ImageFacts image={image} paper={material.name[language]} onClose={() => setFacts(false)} />}
    </StepFrame>
  );
}
