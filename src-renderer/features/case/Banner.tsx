import type { ReactNode } from 'react';
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { classes } from '../../ui/classes';
import styles from './case.module.css';

export type BannerTone = 'well' | 'told' | 'careful' | 'stop';

const LOOKS: Readonly<Record<BannerTone, { icon: ReactNode; tone: string | undefined }>> = {
  well: { icon: <CheckCircleFilled />, tone: styles.bannerWell },
  told: { icon: <InfoCircleFilled />, tone: styles.bannerTold },
  careful: { icon: <ExclamationCircleFilled />, tone: styles.bannerCareful },
  stop: { icon: <CloseCircleFilled />, tone: styles.bannerStop },
};

/** Where things stand, in one line, and what to do next below it. */
export function Banner({ tone, title, children }: { tone: BannerTone; title: string; children?: ReactNode }): ReactNode {
  const { icon, tone: look } = LOOKS[tone];
  return (
    <div className={classes(styles.banner, look)} role="status">
      <span aria-hidden="true">{icon}</span>
      <div><strong>{title}</strong>{children !== undefined && <p>{children}</p>}</div>
    </div>
  );
}
