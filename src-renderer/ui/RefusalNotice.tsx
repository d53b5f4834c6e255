import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './Notice';
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
  return (
    <Notice tone={refusal.code === 'unexpected' ? 'error' : 'warning'} title={refusalText(t, refusal)} action={action}
      {...(refusal.incident == null ? {} : { more: <span className={styles.incident}>{t('common:incident', { id: refusal.incident })}</span> })}
      {...(onClose === undefined ? {} : { close: { label: t('common:close'), onClose } })} />
  );
}
