import { useId, type ReactNode } from 'react';
import { classes } from './classes';
import styles from './Panel.module.css';

export interface PanelProps {
  title: string;
  /** Stands at the right of the title. */
  extra?: ReactNode;
  /** The body has no padding, e.g. for a table. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** A sheet of paper on the desk: one subject with its title. */
export function Panel({ title, extra, flush = false, className, children }: PanelProps): ReactNode {
  const heading = useId();
  return (
    <section className={classes(styles.panel, className)} aria-labelledby={heading}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.title}>{title}</h2>
        {extra}
      </header>
      <div className={classes(styles.body, !flush && styles.padded)}>{children}</div>
    </section>
  );
}
