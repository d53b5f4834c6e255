import type { ReactNode } from 'react';
import { ExperimentOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CandidateFrame } from '../../../src-preload/contract/signing';
import { classes } from '../../ui/classes';
import styles from './CandidateBands.module.css';

/** Stands on every page of a training store and of a trial build: nothing signed here counts. */
export function CandidateBands({ frame }: { frame: Pick<CandidateFrame, 'kind' | 'trial'> }): ReactNode {
  const { t } = useTranslation();
  const training = frame.kind === 'training';
  if (!training && !frame.trial) return null;
  return (
    <div className={styles.bands}>
      {training && <p className={classes(styles.band, styles.training)}><ExperimentOutlined aria-hidden="true" />{t('candidate:band.training')}</p>}
      {frame.trial && <p className={classes(styles.band, styles.trial)}><WarningOutlined aria-hidden="true" />{t('candidate:band.trial')}</p>}
    </div>
  );
}
