import type { ReactNode } from 'react';
import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes';
import styles from './ProgressSteps.module.css';

export interface ProgressStep {
  id: string;
  title: string;
  done: boolean;
  current: boolean;
}

/** Where the candidate is: every section and the signature; touching one goes there. */
export function ProgressSteps({ steps, onGo }: { steps: readonly ProgressStep[]; onGo(id: string): void }): ReactNode {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('candidate:confirm.progress')} className={styles.bar}>
      <ol className={styles.steps}>
        {steps.map(({ id, title, done, current }, index) => (
          <li key={id} className={styles.item}>
            <button type="button" aria-current={current ? 'step' : undefined} className={classes(styles.step, done && styles.done, current && styles.current)} onClick={() => onGo(id)}>
              <span className={styles.mark} aria-hidden="true">{done ? <CheckOutlined /> : index + 1}</span>
              <span className={styles.title}>{title}</span>
              {done && <span className="visually-hidden">{t('candidate:confirm.confirmed')}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
