import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldKey } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { StepProps } from '../room';
import { StepFrame } from '../StepFrame';
import { ImageFacts } from '../viewer/ImageFacts';
import { correctionAction } from './field-actions';
import { paperActions } from './paper-actions';
import { PapersDesk } from './PapersDesk';
import { usePapers } from './use-papers';
import styles from './compare.module.css';

/**
 * The candidate said before signing that something is wrong: the papers lie open again at that place.
 * Nothing is undone by looking; a correction asked for here voids the sheet and takes the case back to comparing.
 */
export function LookBackStep({ view, room, doubted }: StepProps & { doubted: readonly FieldKey[] }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const papers = usePapers(view, doubted);
  const [facts, setFacts] = useState(false);
  const { material, field, image } = papers;
  const actions: readonly KeyedAction[] = [
    keyedAction({ name: 'backToSigning', keys: ['Enter', ' '], group: 'step', look: 'primary', run: room.endLookBack }),
    ...correctionAction(view, field, (each) => room.open({ kind: 'correction', field: each.field })),
    ...paperActions(view, papers, () => setFacts(true)),
  ];
  return (
    <StepFrame room={room} actions={actions} covered={facts}>
      <PapersDesk view={view} papers={papers} actions={actions} onBlocked={(action) => room.tell(action.blocked)}>
        <p className={styles.lookBack}><strong>{t('review:lookBack.title')}</strong>{t('review:lookBack.hint')}</p>
      </PapersDesk>
      {facts && image !== null && material !== null && <ImageFacts image={image} paper={material.name[language]} onClose={() => setFacts(false)} />}
    </StepFrame>
  );
}
