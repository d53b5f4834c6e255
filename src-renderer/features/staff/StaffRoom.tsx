import type { ReactNode } from 'react';
import { Button, Table, Tag, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionView, StaffView } from '../../../src-preload/contract/session';
import { useDeskQuery } from '../../app/desk-client';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { DesksPanel } from './DesksPanel';
import { KeysPanel } from './KeysPanel';
import { PolicyPanel } from './PolicyPanel';
import { AddPersonForm } from './AddPersonForm';
import styles from './StaffRoom.module.css';

/** Who works at this site, and in which roles. */
export function StaffRoom({ session }: { session: SessionView }): ReactNode {
  const { t } = useTranslation();
  const people = useDeskQuery('staff.list', {});
  const columns: TableColumnsType<StaffView> = [
    { title: t('staff:column.name'), dataIndex: 'name', render: (name: string, person) => <span className={styles.name}>{name}{person.id === session.staff?.id && <span className={styles.you}> {t('staff:you')}</span>}</span> },
    { title: t('staff:column.roles'), dataIndex: 'roles', render: (roles: StaffView['roles']) => <span className={styles.roles}>{roles.map((role) => <Tag key={role} variant="outlined">{t(`common:role.${role}`)}</Tag>)}</span> },
    { title: t('staff:column.account'), dataIndex: 'active', width: 140, render: (active: boolean) => t(active ? 'staff:active' : 'staff:closed') },
  ];
  return (
    <div className={styles.room}>
      <Panel title={t('staff:title')} flush>
        <RefusalNotice refusal={people.error} action={<Button size="small" onClick={() => void people.refetch()}>{t('common:retry')}</Button>} />
        <Table<StaffView> className={styles.people ?? ''} size="middle" rowKey="id" columns={columns} dataSource={[...(people.data ?? [])]} loading={people.isLoading} pagination={false} />
      </Panel>
      <Panel title={t('staff:add.title')}>
        {session.staff?.roles.includes('administrator') === true ? <AddPersonForm /> : <p className={styles.what}>{t('staff:add.administratorOnly')}</p>}
      </Panel>
      <PolicyPanel people={people.data ?? []} mayAdopt={session.staff?.roles.includes('administrator') === true} />
      <DesksPanel people={people.data ?? []} />
      <KeysPanel session={session} people={people.data ?? []} />
    </div>
  );
}
