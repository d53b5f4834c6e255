import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './FrontButton.module.css';

export interface FrontButtonProps {
  children: ReactNode;
  /** Absent for a button that sends its form. */
  onClick?: () => void;
  primary?: boolean;
  /** As wide as its place and easy to hit. */
  large?: boolean;
  disabled?: boolean;
  /** What it does is under way: it takes no second press. */
  busy?: boolean;
}

/** The button of the pages that stand before the desk is read (sign-in, trouble with a page). Looks as the kit's own. */
export function FrontButton({ children, onClick, primary = false, large = false, disabled = false, busy = false }: FrontButtonProps): ReactNode {
  return (
    <button type={onClick === undefined ? 'submit' : 'button'} className={classes(styles.button, primary && styles.primary, large && styles.large)} disabled={disabled} aria-busy={busy}
      onClick={busy ? (event) => event.preventDefault() : onClick}>
      {children}
    </button>
  );
}
