import type { ReactNode } from 'react';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PaperImageView } from '../../../../src-preload/contract/cases';
import styles from './viewer.module.css';

/** What is known of the stored bytes themselves; turning and zooming change none of it. */
export function ImageFacts({ image, paper, onClose }: { image: PaperImageView; paper: string; onClose(): void }): ReactNode {
  const { t } = useTranslation();
  const flags = image.flags.map((flag) => t([`review:flag.${flag}`, 'review:flag.other'], { code: flag })).join(t('common:listSeparator'));
  const facts: readonly [string, ReactNode][] = [
    ['size', t('review:facts.pixels', { width: image.width, height: image.height })],
    ['bytes', t('review:facts.kilobytes', { count: Math.max(1, Math.round(image.bytes / 1024)) })],
    ['origin', t(`review:facts.from.${image.origin}`)],
    ['online', image.onlineState === null ? t('common:none') : t(`review:onlineState.${image.onlineState}`)],
    ['opinion', image.onlineOpinion ?? t('common:none')],
    ['flags', flags === '' ? t('review:facts.noFlags') : flags],
    ['sha256', <span key="sha256" className={styles.digest}>{image.sha256}</span>],
  ];
  return (
    <Modal open title={t('review:facts.title', { paper, n: image.n })} footer={null} width={620} onCancel={onClose} closable={{ 'aria-label': t('common:close') }}>
      <dl className={styles.facts}>
        {facts.map(([key, value]) => <div key={key}><dt>{t(`review:facts.${key}`)}</dt><dd>{value}</dd></div>)}
      </dl>
      <p>{t('review:facts.untouched')}</p>
    </Modal>
  );
}
