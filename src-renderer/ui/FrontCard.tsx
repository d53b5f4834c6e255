import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';
import { ProductMark } from './ProductMark';
import styles from './FrontCard.module.css';

/** The one sheet of a page before the desk: first use, trouble, sign-in. */
export function FrontCard({ title, subtitle, wide = false, children }: { title: string; subtitle: string; wide?: boolean; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={classes(styles.frame, wide && styles.wide)}>
      <p className={styles.product}><ProductMark size={34} /><span>{t('common:product')}</span></p>
      <main className={styles.card}>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.subtitle}>{subtitle}</p>
        {children}
      </main>
    </div>
  );
}
