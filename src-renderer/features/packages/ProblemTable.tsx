import type { ReactNode } from 'react';
import { CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PackageProblem } from '../../../src-preload/contract/packages';
import { useLanguage } from '../../app/language';
import styles from './ProblemTable.module.css';
import { Icon } from '../../ui/Icon';

/** A row that was left out has no case to open; what was stored with a note has. */
function hasCase({ severity, path, code }: PackageProblem): boolean {
  return severity === 'warning' || (path !== null && code !== 'image-without-row');
}

/** What was left out stands before what was stored with a note; else the package's order. */
function worstFirst(problems: readonly PackageProblem[]): readonly PackageProblem[] {
  return [...problems.filter(({ severity }) => severity === 'error'), ...problems.filter(({ severity }) => severity === 'warning')];
}

interface Row extends PackageProblem {
  key: number;
}

/** Problems shown at once; a bad package can have thousands. */
const PAGE_ROWS = 12;

export interface ProblemTableProps {
  problems: readonly PackageProblem[];
  onOpenCase(registrationNo: string): void;
}

/** Every problem with the row, the registration, the column and the file where it arose. */
export function ProblemTable({ problems, onOpenCase }: ProblemTableProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (problems.length === 0) return <p className={styles.none}>{t('packages:problems.none')}</p>;
  const columns: TableColumnsType<Row> = [
    {
      title: t('packages:problems.severity'), dataIndex: 'severity', width: 96,
      filters: (['error', 'warning'] as const).map((value) => ({ value, text: t(`packages:severity.${value}`) })), onFilter: (value, row) => row.severity === value,
      render: (severity: Row['severity']) => <span className={styles[severity]}>{severity === 'error' ? <Icon of={CloseCircleOutlined} /> : <Icon of={WarningOutlined} />} {t(`packages:severity.${severity}`)}</span>,
    },
    {
      title: t('packages:problems.what'), dataIndex: 'code',
      render: (code: string, row) => <><div>{t([`packages:problem.${code}`, 'packages:problem.other'])}</div><div className={styles.detail}>{code} · {row.message[language]}</div></>,
    },
    { title: t('packages:problems.row'), dataIndex: 'row', width: 72, align: 'right', render: (row: number | null) => row ?? t('common:none') },
    {
      title: t('packages:problems.registrationNo'), dataIndex: 'registrationNo', width: 168,
      render: (registrationNo: string | null, row) => {
        if (registrationNo === null) return t('common:none');
        if (!hasCase(row)) return <span className={styles.path}>{registrationNo}</span>;
        return <Button type="link" size="small" className={`${styles.no}`} onClick={() => onOpenCase(registrationNo)}>{registrationNo}</Button>;
      },
    },
    { title: t('packages:problems.column'), dataIndex: 'column', width: 128, render: (column: string | null) => (column === null ? t('common:none') : t([`fields:${column}`, 'common:unnamed.word'], { word: column })) },
    { title: t('packages:problems.path'), dataIndex: 'path', width: '22%', render: (path: string | null) => (path === null ? t('common:none') : <span className={styles.path}>{path}</span>) },
  ];
  return (
    <Table<Row> size="small" columns={columns} dataSource={worstFirst(problems).map((problem, key) => ({ ...problem, key }))} aria-label={t('packages:problems.title')}
      pagination={problems.length > PAGE_ROWS ? { pageSize: PAGE_ROWS, showSizeChanger: false, showTotal: (count) => t('packages:problems.count', { count }) } : false} />
  );
}
