import type { ReactNode } from 'react';
import { ReadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { PersonPhoto } from '../../../ui/PersonPhoto';
import type { StepProps } from '../room';
import { StepFrame } from '../StepFrame';
import { EarlierCheck } from './EarlierCheck';
import { mayTakeDown, takeDownAction } from './identity-actions';
import { registeredDocument } from './registered-document';
import styles from './identity.module.css';

const PHOTO_PX = 288;

/** The registered document has no chip: which one it is, and that it is taken down. The reader plays no part. */
export function AwaitPaper({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  return (
    <StepFrame room={room} actions={takeDownAction(view, { otherWays: () => room.open({ kind: 'otherWays' }) })} busy={false}>
      <div className={styles.await}>
        <PersonPhoto url={view.photoUrl} name={view.name} height={PHOTO_PX} />
        <div className={styles.awaitWords}>
          <ReadOutlined className={styles.cardIcon} aria-hidden="true" />
          <h2>{t('identity:await.paperTitle', { document: registeredDocument(view, t) })}</h2>
          {mayTakeDown(view) && <p>{t('identity:await.paperHint')}</p>}
          <p className={styles.soft}>{t('identity:await.paperOtherWays')}</p>
          {view.identity !== null && <EarlierCheck check={view.identity} />}
        </div>
      </div>
    </StepFrame>
  );
}
