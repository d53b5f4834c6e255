import type { ReactNode } from 'react';
import { EditFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import styles from './CorrectedTag.module.css';

/** Said in words and by a sign, not by colour alone. */
export function CorrectedTag(): ReactNode {
  const { t } = useTranslation();
  return <span className={styles.tag}><EditFilled aria-hidden="true" />{t('candidate:correction.tag')}</span>;
}
