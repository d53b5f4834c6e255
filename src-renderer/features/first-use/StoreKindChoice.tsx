import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreKind } from '../../../src-preload/contract/common';
import type { LiveStoreObstacle } from '../../../src-preload/contract/session';
import { LiveObstacles } from './LiveObstacles';
import styles from './StoreKindChoice.module.css';

export interface StoreKindChoiceProps {
  value: StoreKind;
  obstacles: readonly LiveStoreObstacle[];
  onChange(kind: StoreKind): void;
}

/** For practice or for real candidates: decided once, never mixed. */
export function StoreKindChoice({ value, obstacles, onChange }: StoreKindChoiceProps): ReactNode {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.kinds}>
      <legend className={styles.legend}>{t('first-use:kind.title')}</legend>
      {(['training', 'live'] as const).map((kind) => {
        const closed = kind === 'live' && obstacles.length > 0;
        return (
          <div key={kind} className={styles.kind} data-closed={closed}>
            <label className={styles.label}>
              <input type="radio" name="first-use-kind" checked={value === kind} disabled={closed} onChange={() => onChange(kind)} aria-describedby={`first-use-${kind}`} />
              <span className={styles.name}>{t(`first-use:kind.${kind}.name`)}</span>
            </label>
            <div id={`first-use-${kind}`} className={styles.what}>
              {t(`first-use:kind.${kind}.what`)}
              {closed && <><p className={styles.why}>{t('first-use:kind.closed')}</p><LiveObstacles obstacles={obstacles} /></>}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
