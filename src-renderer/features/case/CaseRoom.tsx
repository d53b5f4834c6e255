import type { ReactNode } from 'react';
import { Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { useHotkeys } from '../../ui/use-hotkeys';
import styles from './case.module.css';
import { OpenCase } from './OpenCase';
import { useCase } from './use-case';

export interface CaseRoomProps {
  registrationNo: string;
  onClose(): void;
}

/** One candidate at the counter, from the card to the seal. */
export function CaseRoom({ registrationNo, onClose }: CaseRoomProps): ReactNode {
  const { t } = useTranslation();
  const { view, refusal, openAgain } = useCase(registrationNo);
  useHotkeys({ Escape: onClose }, { enabled: view === null });
  if (view !== null) return <OpenCase key={registrationNo} view={view} onClose={onClose} />;
  if (refusal === null) return <div className={styles.opening}><Spin description={t('case:opening')} size="large" /></div>;
  return (
    <div className={styles.opening}>
      <RefusalNotice refusal={refusal} action={<Button onClick={openAgain}>{t('common:retry')}</Button>} />
      <Button onClick={onClose}>{t('common:back')}</Button>
    </div>
  );
}
