import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveStoreObstacle } from '../../../src-preload/contract/session';
import styles from './LiveObstacles.module.css';

/** Why real candidates are not admitted on this machine as it runs now, each with its remedy. */
export function LiveObstacles({ obstacles }: { obstacles: readonly LiveStoreObstacle[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles.list}>
      {obstacles.map((obstacle) => <li key={obstacle}>{t(`first-use:obstacle.${obstacle}`)}</li>)}
    </ul>
  );
}
