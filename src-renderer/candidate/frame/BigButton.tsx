import type { ReactNode } from 'react';
import { classes } from '../../ui/classes';
import styles from './BigButton.module.css';

export interface BigButtonProps {
  /** `primary`: what to do next. `plain`: possible. `quiet`: the way out, kept apart. */
  tone: 'primary' | 'plain' | 'quiet';
  icon?: ReactNode;
  wide?: boolean;
  disabled?: boolean;
  /** Id of the element that says what the button is about, read after its name. */
  describedBy?: string;
  onPress(): void;
  children: ReactNode;
}

/** A button for a finger or pen of a standing person. */
export function BigButton({ tone, icon, wide = false, disabled = false, describedBy, onPress, children }: BigButtonProps): ReactNode {
  return (
    <button type="button" disabled={disabled} aria-describedby={describedBy} className={classes(styles.button, styles[tone], wide && styles.wide)} onClick={onPress}>
      {icon !== undefined && <span aria-hidden="true" className={styles.icon}>{icon}</span>}
      {children}
    </button>
  );
}
