import type { ReactNode } from 'react';
import { IdcardOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useDeskCommand, useDeskQuery } from '../../../app/desk-client';
import { PersonPhoto } from '../../../ui/PersonPhoto';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { StepProps } from '../room';
import { RoomNotice } from '../RoomNotice';
import { StepFrame } from '../StepFrame';
import { EarlierCheck } from './EarlierCheck';
import { otherWaysAction } from './identity-actions';
import styles from './identity.module.css';

const PHOTO_PX = 288;

/** No card lies in memory: what the candidate is to do, whether the reader works, and the other ways. */
export function AwaitCard({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const reader = useDeskQuery('reader.get', {}).data;
  const training = useDeskQuery('session.get', {}).data?.trainingReader === true;
  const present = useDeskCommand('trainingReader.present');
  const { registrationNo } = view;
  const document = view.identityPapers[0]?.document;
  const actions: readonly KeyedAction[] = [
    ...otherWaysAction(view, { otherWays: () => room.open({ kind: 'otherWays' }) }),
    ...(training && !view.readOnly
      ? [keyedAction({ name: 'trainingCard', keys: ['Enter', ' '], group: 'step', look: 'primary', run: () => void present.send({ registrationNo }) })]
      : []),
  ];
  return (
    <StepFrame room={room} actions={actions} busy={present.pending}>
      <div className={styles.await}>
        <PersonPhoto url={view.photoUrl} name={view.name} height={PHOTO_PX} />
        <div className={styles.awaitWords}>
          <IdcardOutlined className={styles.cardIcon} aria-hidden="true" />
          <h2>{document === undefined || document === 'residentId' ? t('identity:await.title') : t('identity:await.titleOf', { document: t(`identity:document.${document}`) })}</h2>
          <p>{t('identity:await.hint')}</p>
          {reader !== undefined && reader.state !== 'ready' && <p role="status" className={styles.reader}>{t('identity:await.reader', { state: t(`reader:state.${reader.state}`), next: t(`reader:next.${reader.state}`) })}</p>}
          <p className={styles.soft}>{t('identity:await.otherWays')}</p>
          {view.identity !== null && <EarlierCheck check={view.identity} />}
          <RoomNotice refusal={present.refusal} onClose={present.reset} />
        </div>
      </div>
    </StepFrame>
  );
}
