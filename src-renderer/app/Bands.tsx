import type { ReactNode } from 'react';
import { CloudSyncOutlined, ExperimentOutlined, FontSizeOutlined, StopOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../src-preload/contract/session';
import { Icon } from '../ui/Icon';
import { classes } from '../ui/classes';
import { useDeskQuery } from './desk-client';
import styles from './Bands.module.css';

/** Told on every screen: signed cases are on this machine alone while their backup place is away or full. */
function useBackupTrouble(session: SessionView): 'backupAway' | 'backupFull' | null {
  const backup = useDeskQuery('backup.get', {}, { enabled: session.phase === 'signedIn' });
  const code = session.phase === 'signedIn' ? (backup.data?.trouble?.code ?? null) : null;
  if (code === null) return null;
  return code === 'backup-place-full' ? 'backupFull' : 'backupAway';
}

/** What must stand on every screen: that nothing here is real, that this build serves trials only, that the machine lacks a font. */
export function Bands({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const training = session.store?.kind === 'training';
  const trouble = useBackupTrouble(session);
  const alarms = session.behind !== null || trouble !== null;
  if (!training && !session.trial && !session.chineseFontMissing && !alarms) return null;
  return (
    <div className={styles.bands}>
      {session.behind !== null && <p role="alert" className={classes(styles.band, styles.stop)}><Icon of={StopOutlined} />{t('shell:band.behind')}</p>}
      {trouble !== null && <p role="status" className={classes(styles.band, styles.backup)}><Icon of={CloudSyncOutlined} />{t(`shell:band.${trouble}`)}</p>}
      {training && <p className={classes(styles.band, styles.training)}><Icon of={ExperimentOutlined} />{t('shell:band.training')}</p>}
      {session.trial && <p className={classes(styles.band, styles.trial)}><Icon of={WarningOutlined} />{t('shell:band.trial', { version: session.version })}</p>}
      {session.chineseFontMissing && <p className={classes(styles.band, styles.font)}><Icon of={FontSizeOutlined} />{t('shell:band.font')}</p>}
    </div>
  );
}
