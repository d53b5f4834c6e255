import type { MouseEvent, ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { classes } from '../../../ui/classes';
import { KeyHint } from '../../../ui/KeyHint';
import styles from './keys.module.css';
import { blockedText } from './blocked-text';
import { capOf, type KeyedAction } from './keyed-action';

export interface ActionButtonProps {
  action: KeyedAction;
  onBlocked(action: KeyedAction): void;
  size?: 'small' | 'middle' | 'large';
  busy?: boolean;
}

/** The button of an action, with its key. What is blocked can still be asked: it tells why. */
export function ActionButton({ action, onBlocked, size = 'middle', busy = false }: ActionButtonProps): ReactNode {
  const { t, i18n } = useTranslation();
  const reason = action.blocked === null ? undefined : blockedText(t, i18n, action.blocked);
  return (
    <Button type={action.look === 'primary' ? 'primary' : 'default'} danger={action.look === 'stop'} size={size} loading={busy}
      className={classes(styles.button, action.blocked !== null && styles.blocked)} aria-disabled={action.blocked !== null} title={reason}
      aria-keyshortcuts={action.keys.join(' ')} onMouseDown={keepFocus} onClick={() => (action.blocked === null ? action.run() : onBlocked(action))}>
      <span className={styles.words}>{t(`case:action.${action.name}`, action.params)}</span>
      <KeyHint keys={capOf(action.keys[0])} />
    </Button>
  );
}

/** A click does not take the focus away from the work: the next Enter belongs to the step, not to this button. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
