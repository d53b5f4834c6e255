import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  icon?: ReactNode;
  /** What is so. */
  title: string;
  /** What to do about it. */
  hint?: string;
  /** Buttons that do it. */
  children?: ReactNode;
}

/** A place with nothing in it says why, and what to do next. */
export function EmptyState({ icon, title, hint, children }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      {icon !== undefined && <div className={styles.icon} aria-hidden="true">{icon}</div>}
      <p className={styles.title}>{title}</p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
