import type { ReactNode } from 'react';
import { FileTextOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../src-preload/contract/signing';
import { useLanguage } from '../../app/language';
import { CandidatePage } from '../frame/CandidatePage';
import styles from './steps.module.css';

/** "Please hand over: …" */
export function HandOverStep({ view }: { view: Extract<CandidateView, { step: 'handOver' }> }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <CandidatePage frame={view} centred>
      <p className={styles.name}>{view.name}</p>
      <h1 className={styles.title}>{t('candidate:handOver.title')}</h1>
      <ul className={styles.papers}>
        {view.materials.map((material) => <li key={material['zh-CN']} className={styles.paper}><FileTextOutlined className={styles.paperSign} aria-hidden="true" />{material[language]}</li>)}
      </ul>
      <p className={styles.lead}>{t('candidate:handOver.lead')}</p>
    </CandidatePage>
  );
}
