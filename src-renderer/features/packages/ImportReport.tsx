import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReportView } from '../../../src-preload/contract/packages';
import { ProblemTable } from './ProblemTable';
import styles from './ImportReport.module.css';

const CANDIDATE_COUNTS = ['rows', 'imported', 'updated', 'unchanged', 'superseded', 'conflict', 'rejected'] as const;
const IMAGE_COUNTS = ['files', 'imported', 'flagged', 'rejected'] as const;

export interface ImportReportProps {
  report: ImportReportView;
  onOpenCase(registrationNo: string): void;
}

/** What came in, what did not, and why. */
export function ImportReport({ report, onOpenCase }: ImportReportProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.report}>
      <p className={styles.origin}>
        <span>{t('packages:report.package')} <span className="desk-mono">{report.packageId ?? t('common:none')}</span></span>
        <span>{t('packages:report.encoding')} {report.encoding ?? t('common:none')}</span>
        <span>{t('packages:report.sender')} {report.sender ?? t('packages:report.unsigned')}</span>
      </p>
      {!report.refused && (
        <div className={styles.counts}>
          <Counts title={t('packages:report.candidates')} of="candidates" counts={CANDIDATE_COUNTS.map((name) => [name, report.candidates[name]])} />
          <Counts title={t('packages:report.images')} of="images" counts={IMAGE_COUNTS.map((name) => [name, report.images[name]])} />
        </div>
      )}
      <ProblemTable problems={report.problems} onOpenCase={onOpenCase} />
    </div>
  );
}

function Counts({ title, of, counts }: { title: string; of: 'candidates' | 'images'; counts: readonly (readonly [name: string, count: number])[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <dl className={styles.line} aria-label={title}>
      <dt className={styles.title}>{title}</dt>
      {counts.map(([name, count]) => (
        <div key={name} className={styles.count} data-zero={count === 0} data-bad={name === 'rejected' && count > 0}>
          <dt>{t(`packages:count.${of}.${name}`)}</dt><dd>{count.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  );
}
