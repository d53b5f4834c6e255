import type { ReactNode } from 'react';
import styles from './KeyHint.module.css';

/** The keys that do the same as the control beside it, e.g. `Alt+1`. Not read aloud: the control has `aria-keyshortcuts`. */
export function KeyHint({ keys }: { keys: string }): ReactNode {
  return (
    <kbd className={styles.key} aria-hidden="true">{keys}</kbd>
  );
}
