import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../src-preload/contract/session';
import { classes } from '../ui/classes';
import { showClock, showTime } from '../i18n/times';
import { Drawing } from '../ui/Drawing';
import { useDeskQuery } from './desk-client';
import styles from './Bands.module.css';

/** Told on every screen: signed cases are on this machine alone while their backup place is away, silent or full. */
function useBackupTrouble(session: SessionView): 'backupAway' | 'backupHangs' | 'backupFull' | null {
  const backup = useDeskQuery('backup.get', {}, { enabled: session.phase === 'signedIn' });
  const code = session.phase === 'signedIn' ? (backup.data?.trouble?.code ?? null) : null;
  if (code === null) return null;
  if (code === 'backup-place-hangs') return 'backupHangs';
  return code === 'backup-place-full' ? 'backupFull' : 'backupAway';
}

/** What must stand on every screen: that the server is away, that the site is closed, that nothing here is real, that this build serves trials only. */
export function Bands({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const training = session.store?.kind === 'training';
  const trouble = useBackupTrouble(session);
  const lostSince = session.link?.state === 'lost' ? session.link.since : null;
  return (
    <>
      {lostSince !== null && (
        <div className={classes(styles.band, styles.lost)} role="alert">
          <Drawing of="lost" /><span><strong>{t('shell:lost.title', { since: showClock(lostSince) })}</strong> {t('shell:lost.todo')}</span>
        </div>
      )}
      {session.behind !== null && <p role="alert" className={classes(styles.band, styles.stop)}><Drawing of="warning" />{t(`shell:band.${session.behind.standing}`)}</p>}
      {trouble !== null && <p role="status" className={classes(styles.band, styles.backup)}><Drawing of="warning" />{t(`shell:band.${trouble}`)}</p>}
      {session.closed !== null && <p className={classes(styles.band, styles.closed)}><Drawing of="closed" />{t('shell:band.closed', { at: showTime(session.closed.at) })}</p>}
      <LastingBands session={session} training={training} />
    </>
  );
}

function LastingBands({ session, training }: { session: SessionView; training: boolean }): ReactNode {
  const { t } = useTranslation();
  if (!training && !session.trial && !session.chineseFontMissing) return null;
  return (
    <div className={styles.bands}>
      {training && <p className={classes(styles.band, styles.training)}><Drawing of="training" />{t('shell:band.training')}</p>}
      {session.trial && <p className={classes(styles.band, styles.trial)}><Drawing of="warning" />{t('shell:band.trial', { version: session.version })}</p>}
      {session.chineseFontMissing && <p className={classes(styles.band, styles.font)}><Drawing of="font" />{t('shell:band.font')}</p>}
    </div>
  );
}
