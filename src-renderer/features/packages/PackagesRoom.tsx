import type { ReactNode } from 'react';
import { ExportOutlined, FileZipOutlined, FolderOpenOutlined, GiftOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../src-preload/contract/session';
import { useDeskQuery } from '../../app/desk-client';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { CloseSite } from './CloseSite';
import { EarlierPackages } from './EarlierPackages';
import { JobOutcome } from './JobOutcome';
import { JobProgress } from './JobProgress';
import { PolicyWaits } from './PolicyWaits';
import { usePackageWork } from './use-package-work';
import styles from './PackagesRoom.module.css';

/** What the site receives and what leaves it. */
export function PackagesRoom({ session, onOpenCase }: { session: SessionView; onOpenCase: (registrationNo: string) => void }): ReactNode {
  const { t } = useTranslation();
  const work = usePackageWork();
  const desks = useDeskQuery('desks.get', {}).data;
  const signsForOthers = desks?.siteKey === 'here' && desks.desks.length > 1;
  const busy = work.running !== null || work.starting;
  return (
    <div className={styles.room}>
      <div className={styles.ways}>
        <Panel title={t('packages:import.title')}>
          <p className={styles.what}>{t('packages:import.what')}</p>
          <div className={styles.buttons}>
            <Button type="primary" icon={<Icon of={FileZipOutlined} />} disabled={busy} onClick={() => work.importFrom('file')}>{t('packages:import.file')}</Button>
            <Button icon={<Icon of={FolderOpenOutlined} />} disabled={busy} onClick={() => work.importFrom('folder')}>{t('packages:import.folder')}</Button>
            {session.store?.kind === 'training' && <Button icon={<Icon of={GiftOutlined} />} disabled={busy} onClick={() => work.importFrom('sample')}>{t('packages:import.sample')}</Button>}
          </div>
        </Panel>
        <Panel title={t('packages:export.title')}>
          <p className={styles.what}>{t('packages:export.what')}</p>
          <div className={styles.buttons}>
            <Button icon={<Icon of={ExportOutlined} />} disabled={busy} onClick={work.exportAll}>{t('packages:export.start')}</Button>
            {signsForOthers && <Button icon={<Icon of={SafetyCertificateOutlined} />} disabled={busy} onClick={work.countersign}>{t('packages:export.countersign')}</Button>}
          </div>
        </Panel>
      </div>
      <RefusalNotice refusal={work.refusal} />
      {work.running !== null && <JobProgress job={work.running} onCancel={work.cancel} />}
      {work.finished !== null && <JobOutcome result={work.finished} onOpenCase={onOpenCase} />}
      <PolicyWaits />
      <EarlierPackages onOpenCase={onOpenCase} />
      <CloseSite session={session} />
    </div>
  );
}
