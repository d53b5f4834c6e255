import type { ReactNode } from 'react';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackageJobView } from '../../../src-preload/contract/packages';
import { showDuration } from '../../i18n/times';
import { Panel } from '../../ui/Panel';
import styles from './JobProgress.module.css';

/** How far a long task is: count, size, remaining time; it can be cancelled and then leaves nothing behind. */
export function JobProgress({ job, onCancel }: { job: PackageJobView; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const percent = job.total === 0 ? 0 : Math.min(100, Math.floor((job.done / job.total) * 100));
  const title = t(`packages:running.${job.kind}`);
  return (
    <Panel title={title} extra={<Button danger onClick={onCancel}>{t('packages:cancel')}</Button>}>
      <Progress percent={percent} aria-label={title} status="active" />
      <dl className={styles.facts} role="status">
        <div><dt>{t('packages:progress.phase')}</dt><dd>{t([`packages:phase.${job.phase}`, 'packages:phase.other'])}</dd></div>
        <div><dt>{t('packages:progress.count')}</dt><dd>{`${job.done.toLocaleString('en-US')} / ${job.total.toLocaleString('en-US')}`}</dd></div>
        {job.bytesTotal > 0 && <div><dt>{t('packages:progress.size')}</dt><dd>{showSizes(job.bytesDone, job.bytesTotal)}</dd></div>}
        <div><dt>{t('packages:progress.remaining')}</dt><dd>{job.remainingMs === null ? t('packages:progress.unknown') : showDuration(job.remainingMs)}</dd></div>
      </dl>
      <p className={styles.hint}>{t(job.kind === 'export' ? 'packages:cancelExportHint' : 'packages:cancelImportHint')}</p>
    </Panel>
  );
}

/** Both in the unit that suits the whole. */
function showSizes(done: number, total: number): string {
  const [unit, bytes] = total >= 1_000_000_000 ? ['GB', 1_000_000_000] as const : ['MB', 1_000_000] as const;
  return `${(done / bytes).toFixed(1)} / ${(total / bytes).toFixed(1)} ${unit}`;
}
