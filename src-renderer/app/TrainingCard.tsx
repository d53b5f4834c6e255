import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RefusalNotice } from '../ui/RefusalNotice';
import { useDeskCommand } from './desk-client';
import styles from './TrainingCard.module.css';

/** Practice without a reader: puts the open candidate's card on the pretended one, and takes it off. */
export function TrainingCard({ openCase }: { openCase: string | null }): ReactNode {
  const { t } = useTranslation();
  const present = useDeskCommand('trainingReader.present');
  const lift = useDeskCommand('trainingReader.lift');
  return (
    <div className={styles.card}>
      <div className={styles.buttons}>
        <Button type="primary" disabled={openCase === null} loading={present.pending} onClick={() => openCase !== null && void present.send({ registrationNo: openCase })}>{t('reader:training.present')}</Button>
        <Button loading={lift.pending} onClick={() => void lift.send({})}>{t('reader:training.lift')}</Button>
      </div>
      {openCase === null && <p className={styles.hint}>{t('reader:training.hint')}</p>}
      <RefusalNotice refusal={present.refusal ?? lift.refusal} />
    </div>
  );
}
