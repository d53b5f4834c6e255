import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportReportView, PackageJobResult } from '../../../src-preload/contract/packages';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { ImportReport } from './ImportReport';
import styles from './JobOutcome.module.css';

export interface JobOutcomeProps {
  result: PackageJobResult;
  onOpenCase(registrationNo: string): void;
}

/** How the last import or export ended. */
export function JobOutcome({ result, onOpenCase }: JobOutcomeProps): ReactNode {
  const { t } = useTranslation();
  const exporting = result.kind === 'export';
  return (
    <Panel title={t(exporting ? 'packages:outcome.export' : 'packages:outcome.import')}>
      <div className={styles.outcome}>
        {result.outcome === 'cancelled' && <Alert type="info" showIcon title={t(exporting ? 'errors:export-cancelled' : 'errors:import-cancelled')} />}
        {result.outcome === 'failed' && <RefusalNotice refusal={result.failure ?? { code: 'unexpected' }} />}
        {result.outcome === 'done' && exporting && <Alert type="success" showIcon role="status" title={t(result.exported?.awaitsSite === true ? 'packages:outcome.awaitsSite' : 'packages:outcome.exported')} />}
        {result.outcome === 'done' && !exporting && <Imported report={result.report} />}
        {result.exported !== null && <Exported exported={result.exported} />}
        {result.report !== null && <ImportReport report={result.report} onOpenCase={onOpenCase} />}
      </div>
    </Panel>
  );
}

/** An import that left somebody out is done, but not well. */
function Imported({ report }: { report: ImportReportView | null }): ReactNode {
  const { t } = useTranslation();
  const [candidates, images] = [report?.candidates.rejected ?? 0, report?.images.rejected ?? 0];
  if (candidates + images === 0) return <Alert type="success" showIcon role="status" title={t('packages:outcome.imported')} />;
  return <Alert type="warning" showIcon role="status" title={t('packages:outcome.imported')} description={t('packages:outcome.leftOut', { candidates, images })} />;
}

function Exported({ exported }: { exported: NonNullable<PackageJobResult['exported']> }): ReactNode {
  const { t } = useTranslation();
  return (
    <dl className={styles.exported}>
      <dt>{t('packages:exported.file')}</dt><dd className="desk-mono">{exported.fileName}</dd>
      <dt>{t('packages:exported.files')}</dt><dd>{exported.files.toLocaleString('en-US')}</dd>
      <dt>{t('packages:exported.seals')}</dt><dd>{exported.seals.toLocaleString('en-US')}</dd>
      <dt>{t('packages:exported.events')}</dt><dd>{exported.events.toLocaleString('en-US')}</dd>
      <dt>{t('packages:exported.fingerprint')}</dt><dd className="desk-mono">{exported.siteKeyFingerprint}</dd>
      <dd className={styles.hint}>{t('packages:exported.hint')}</dd>
    </dl>
  );
}
