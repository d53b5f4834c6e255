import type { ReactNode } from 'react';
import { WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../src-preload/contract/cases';
import { showTime } from '../../i18n/times';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import styles from './CorrectionInbox.module.css';

export interface CorrectionInboxProps {
  open: readonly CorrectionView[];
  chosenId: string;
  onChoose(id: string): void;
}

/** Who waits for what, oldest first as the desk gives them. */
export function CorrectionInbox({ open, chosenId, onChoose }: CorrectionInboxProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel title={t('approvals:inbox', { count: open.length })} flush className={styles.panel}>
      <ul className={styles.list} aria-label={t('approvals:inbox', { count: open.length })}>
        {open.map((correction) => (
          <li key={correction.id}>
            <button type="button" className={styles.entry} aria-current={correction.id === chosenId} onClick={() => onChoose(correction.id)}>
              <span className={styles.who}><span className={styles.name}>{correction.candidateName}</span><span className={styles.field}>{t(`fields:${correction.field}`)}</span></span>
              {correction.highRisk && <span className={styles.risk}><Icon of={WarningFilled} /> {t('approvals:highRisk')}</span>}
              <span className={styles.from}>{t('approvals:requestedBy', { name: correction.requestedBy, at: showTime(correction.requestedAt) })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
