import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';
import { refusalText, type ShownRefusal } from './refusal-text';
import styles from './RefusalNotice.module.css';

export type { ShownRefusal };

export interface RefusalNoticeProps {
  refusal: ShownRefusal | null;
  onClose?: () => void;
  /** A way on, e.g. a button that asks again. */
  action?: ReactNode;
}

/** Tells a refusal where it arose: what happened and what to do next, and for a bug the id that support asks for. */
export function RefusalNotice({ refusal, onClose, action }: RefusalNoticeProps): ReactNode {
  const { t } = useTranslation();
  if (refusal === null) return null;
  const bug = refusal.code === 'unexpected';
  return (
    <Alert className={classes(styles.notice)} type={bug ? 'error' : 'warning'} showIcon role="alert" title={refusalText(t, refusal)} action={action}
      {...(refusal.incident == null ? {} : { description: <span className={styles.incident}>{t('common:incident', { id: refusal.incident })}</span> })}
      {...(onClose === undefined ? {} : { closable: { onClose, 'aria-label': t('common:close') } })} />
  );
}
