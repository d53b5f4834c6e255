import type { ReactNode } from 'react';
import { MessageOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CandidateFrame } from '../../../src-preload/contract/signing';
import { CandidatePage } from '../frame/CandidatePage';
import styles from './steps.module.css';

/** What comes, in the order in which it comes. */
const WAY = ['card', 'papers', 'confirm'] as const;

export interface WelcomeStepProps {
  frame: Pick<CandidateFrame, 'site' | 'exam'>;
  /** Name of the section in which the candidate has just found something wrong. */
  doubted: string | null;
}

/** Before, between and after: nobody's data stands here. */
export function WelcomeStep({ frame, doubted }: WelcomeStepProps): ReactNode {
  const { t } = useTranslation();
  return (
    <CandidatePage frame={frame} centred>
      {doubted === null ? (
        <>
          <h1 className={styles.title}>{t('candidate:welcome.title')}</h1>
          <p className={styles.lead}>{t('candidate:welcome.lead')}</p>
          <ol className={styles.way}>
            {WAY.map((step, index) => <li key={step} className={styles.wayStep}><span className={styles.number} aria-hidden="true">{index + 1}</span>{t(`candidate:welcome.way.${step}`)}</li>)}
          </ol>
        </>
      ) : (
        <>
          <MessageOutlined className={styles.sign} aria-hidden="true" />
          <h1 className={styles.title}>{t('candidate:doubted.title')}</h1>
          <p className={styles.lead}>{t('candidate:doubted.lead', { section: doubted })}</p>
        </>
      )}
    </CandidatePage>
  );
}
