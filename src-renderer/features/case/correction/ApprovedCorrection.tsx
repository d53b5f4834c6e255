import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../../src-preload/contract/cases';
import { KeyHint } from '../../../ui/KeyHint';
import { Banner } from '../Banner';
import type { Room } from '../room';
import styles from './correction.module.css';

/** The correction holds: approved here or at another desk while the form lay open. */
export function ApprovedCorrection({ room, correction }: { room: Room; correction: CorrectionView }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Banner tone="well" title={t('case:approved.title', { name: correction.decidedBy ?? '' })}>{t('case:approved.hint')}</Banner>
      <p className={styles.fromTo}><del>{correction.old === '' ? t('case:emptyValue') : correction.old}</del><span aria-hidden="true">→</span><ins>{correction.new}</ins></p>
      <div className={styles.buttons}>
        <Button type="primary" autoFocus onClick={room.closePanel}>{t('case:approved.goOn')}<KeyHint keys="Enter" /></Button>
      </div>
    </>
  );
}
