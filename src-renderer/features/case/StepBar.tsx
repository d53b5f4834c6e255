import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-preload/contract/cases';
import { classes } from '../../ui/classes';
import styles from './case.module.css';

export const COUNTER_STEPS = ['identity', 'compare', 'secondCheck', 'sign', 'done'] as const;

/** Where the clerk is on the way of a candidate past the counter. Aside from it, the way is shown without a place. */
export function StepBar({ step, children }: { step: CaseView['step']; children?: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const here = COUNTER_STEPS.findIndex((each) => each === step);
  return (
    <div className={styles.stepBar}>
      <ol className={styles.steps} aria-label={t('case:steps')}>
        {COUNTER_STEPS.map((each, i) => (
          <li key={each} className={classes(styles.step, i === here && styles.here, i < here && styles.past)} aria-current={i === here ? 'step' : undefined}>
            <span className={styles.stepMark} aria-hidden="true">{i < here ? '✓' : i + 1}</span>{t(`case:step.${each}`)}
          </li>
        ))}
      </ol>
      <div className={styles.headButtons}>{children}</div>
    </div>
  );
}
