import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../src-preload/contract/session';
import { classes } from '../ui/classes';
import { Drawing } from '../ui/Drawing';
import styles from './Bands.module.css';

/** What must stand on every screen: that nothing here is real, that this build serves trials only, that the machine lacks a font. */
export function Bands({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const training = session.store?.kind === 'training';
  if (!training && !session.trial && !session.chineseFontMissing) return null;
  return (
    <div className={styles.bands}>
      {training && <p className={classes(styles.band, styles.training)}><Drawing of="training" />{t('shell:band.training')}</p>}
      {session.trial && <p className={classes(styles.band, styles.trial)}><Drawing of="warning" />{t('shell:band.trial', { version: session.version })}</p>}
      {session.chineseFontMissing && <p className={classes(styles.band, styles.font)}><Drawing of="font" />{t('shell:band.font')}</p>}
    </div>
  );
}
