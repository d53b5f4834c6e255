import type { ReactNode } from 'react';
import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportedPackageView } from '../../../src-preload/contract/packages';
import { useDeskQuery } from '../../app/desk-client';
import { showTime } from '../../i18n/times';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { ImportReport } from './ImportReport';

/** Every package that this store took in, newest first, each with its report. */
export function EarlierPackages({ onOpenCase }: { onOpenCase: (registrationNo: string) => void }): ReactNode {
  const { t } = useTranslation();
  const packages = useDeskQuery('packages.list', {});
  const columns: TableColumnsType<ImportedPackageView> = [
    { title: t('packages:earlier.imported'), dataIndex: 'importedAt', width: 170, render: (time: string) => showTime(time) },
    { title: t('packages:earlier.created'), dataIndex: 'createdAt', width: 170, render: (time: string) => showTime(time) },
    { title: t('packages:earlier.sender'), dataIndex: 'sender', render: (sender: string | null) => sender ?? t('packages:report.unsigned') },
    { title: t('packages:earlier.candidates'), dataIndex: ['report', 'candidates', 'rows'], width: 110, align: 'right' },
    { title: t('packages:earlier.images'), dataIndex: ['report', 'images', 'files'], width: 110, align: 'right' },
    { title: t('packages:earlier.problems'), dataIndex: ['report', 'problems'], width: 110, align: 'right', render: (problems: readonly unknown[]) => problems.length },
  ];
  return (
    <Panel title={t('packages:earlier.title')} flush>
      <RefusalNotice refusal={packages.error} action={<Button size="small" onClick={() => void packages.refetch()}>{t('common:retry')}</Button>} />
      <Table<ImportedPackageView> size="small" rowKey={({ packageId, importedAt }) => `${packageId} ${importedAt}`} columns={columns} dataSource={[...(packages.data ?? [])]} loading={packages.isLoading} pagination={false}
        locale={{ emptyText: t('packages:earlier.none') }} expandable={{ expandedRowRender: ({ report }) => <ImportReport report={report} onOpenCase={onOpenCase} /> }} />
    </Panel>
  );
}
