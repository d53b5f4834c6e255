import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showTime } from '../../../i18n/times';
import type { WhyBack } from './why-back';
import styles from './compare.module.css';

/** Why the case lies here again, where the work begins. */
export function CameBack({ back }: { back: WhyBack | null }): ReactNode {
  const { t } = useTranslation();
  if (back === null) return null;
  if (back.kind === 'candidate') {
    return <p className={styles.cameBack} role="status"><strong>{t('review:cameBack.candidate', { section: t(`case:section.${back.section}`) })}</strong>{t('review:cameBack.candidateHint')}</p>;
  }
  return <p className={styles.cameBack} role="status"><strong>{t('review:cameBack.reviewer', { name: back.by, time: showTime(back.at) })}</strong>{back.reason}</p>;
}
