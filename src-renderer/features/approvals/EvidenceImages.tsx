import type { ReactNode } from 'react';
import { Image } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../src-preload/contract/cases';
import { atEdge } from '../../ui/material-url';
import styles from './EvidenceImages.module.css';

const THUMB_EDGE = 480;
const LARGE_EDGE = 2000;

/** The papers on which the correction rests; Enter or a click shows one large. */
export function EvidenceImages({ evidence }: { evidence: CorrectionView['evidence'] }): ReactNode {
  const { t } = useTranslation();
  if (evidence.length === 0) return <p className={styles.none}>{t('approvals:noEvidence')}</p>;
  return (
    <div className={styles.images} role="group" aria-label={t('approvals:evidence')}>
      <Image.PreviewGroup>
        {evidence.map((paper, index) => (
          <figure key={paper.sha256} className={styles.paper}>
            <Image className={`${styles.image}`} src={atEdge(paper.url, THUMB_EDGE)} alt={t('approvals:evidenceN', { n: index + 1 })} preview={{ src: atEdge(paper.url, LARGE_EDGE) }} />
            <figcaption className={styles.caption}>{t([`approvals:paper.${paper.kind}`, 'common:unnamed.word'], { word: paper.kind })} <span className="desk-mono" title={paper.sha256}>{paper.sha256.slice(0, 12)}</span></figcaption>
          </figure>
        ))}
      </Image.PreviewGroup>
    </div>
  );
}
