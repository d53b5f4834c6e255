import type { ReactNode } from 'react';
import { LanguageSwitch } from './LanguageSwitch';
import styles from './FrontPage.module.css';

/** A page before the desk: first use, trouble, sign-in. */
export function FrontPage({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={styles.front}>
      <div className={styles.corner}><LanguageSwitch tone="light" /></div>
      {children}
    </div>
  );
}
