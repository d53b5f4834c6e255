import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskCommand, useDeskQuery } from '../../../app/desk-client';
import { isOffered, whyNot } from '../available';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { StepProps } from '../room';
import { RoomNotice } from '../RoomNotice';
import { StepFrame } from '../StepFrame';
import { useOneAtATime } from '../use-one-at-a-time';
import { SheetFacts } from './SheetFacts';
import { SignMirror } from './SignMirror';
import { watchingOf } from './sign-progress';
import styles from './sign.module.css';

const ENTER = ['Enter', ' '] as const;

/** The candidate confirms and signs at the other window. The staff shows the sheet, watches, and takes it back; signing is not theirs. */
export function SignStep({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const progress = useDeskQuery('signing.progress', {}).data;
  const present = useDeskCommand('signing.present');
  const takeBack = useDeskCommand('signing.takeBack');
  const once = useOneAtATime();
  const watching = watchingOf(progress, registrationNo);
  const actions: readonly KeyedAction[] = watching.kind === 'shown'
    ? [...(watching.phase === 'sealing' ? [] : [keyedAction({ name: 'takeBack', keys: ['b'], group: 'step', run: () => once(() => takeBack.send({ registrationNo })) })])]
    : [
      keyedAction({ name: 'lookBack', keys: ['b'], group: 'step', run: () => room.lookBack(watching.after === 'doubted' ? watching.fields : []) }),
      ...(isOffered(view, 'presentSheet') ? [keyedAction({
        name: watching.after === null ? 'present' : 'presentAgain', keys: ENTER, group: 'step', look: 'primary', blocked: whyNot(view, 'presentSheet'),
        run: () => once(() => present.send({ registrationNo })),
      })] : []),
    ];
  return (
    <StepFrame room={room} actions={view.readOnly ? [] : actions} busy={present.pending || takeBack.pending} aside={<span>{t('case:sign.staffCannot')}</span>}>
      <div className={styles.sign}>
        <SheetFacts view={view} />
        <div className={styles.watch}>
          <RoomNotice refusal={present.refusal ?? takeBack.refusal} onClose={() => { present.reset(); takeBack.reset(); }} />
          <SignMirror watching={watching} sections={progress?.registrationNo === registrationNo ? progress.sections : []} samples={progress?.samples ?? 0} />
        </div>
      </div>
    </StepFrame>
  );
}
