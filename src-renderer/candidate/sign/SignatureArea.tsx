import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes';
import { followPointers } from './follow-pointers';
import type { SignatureInk } from './signature-ink';
import styles from './SignatureArea.module.css';

export interface SignatureAreaProps {
  signature: SignatureInk;
  /** By the page's clock, in ms: ink is timed from here. */
  startedAt: number;
  empty: boolean;
  /** The ink is on its way to the desk: nothing is added to it. */
  locked: boolean;
}

/** The white paper to sign on. */
export function SignatureArea({ signature, startedAt, empty, locked }: SignatureAreaProps): ReactNode {
  const { t } = useTranslation();
  const area = useRef<HTMLCanvasElement>(null);
  useEffect(() => (area.current === null ? undefined : followPointers(area.current, signature, startedAt)), [signature, startedAt]);
  return (
    <div className={classes(styles.frame, locked && styles.locked)}>
      <canvas ref={area} role="img" aria-label={t('candidate:sign.area')} className={styles.area} />
      {empty && <p className={styles.hint}>{t('candidate:sign.here')}</p>}
    </div>
  );
}
