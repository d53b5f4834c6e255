import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../../src-preload/contract/cases';
import { KeyHint } from '../../../ui/KeyHint';
import { Banner } from '../Banner';
import type { Room } from '../room';
import styles from './correction.module.css';

/** The site did not agree: the candidate may go on with the value as it is, or take the papers back. */
export function RefusedCorrection({ room, correction }: { room: Room; correction: CorrectionView }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Banner tone="careful" title={t('case:refused.title', { name: correction.decidedBy ?? '' })}>{t('case:refused.reason', { reason: correction.decisionReason ?? '' })}</Banner>
      <p>{t('case:refused.choices')}</p>
      <div className={styles.buttons}>
        <Button danger onClick={() => room.open({ kind: 'refuse', impostor: false })}>{t('case:refused.returnPapers')}</Button>
        <Button type="primary" autoFocus onClick={room.closePanel}>{t('case:refused.goOn')}<KeyHint keys="Enter" /></Button>
      </div>
    </>
  );
}
