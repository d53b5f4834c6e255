import { useState, type ReactNode } from 'react';
import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PolicyDifferenceView, WaitingPolicyView } from '../../../src-preload/contract/policy';
import type { StaffView } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { useLanguage } from '../../app/language';
import { showTime } from '../../i18n/times';
import { CredentialPrompt } from '../../ui/CredentialPrompt';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './PolicyPanel.module.css';

const DIGEST_SHOWN = 12;

/** The policy in force, and one that came with a package: an administrator sees what it would change before it is put in force. */
export function PolicyPanel({ people, mayAdopt }: { people: readonly StaffView[]; mayAdopt: boolean }): ReactNode {
  const { t } = useTranslation();
  const policy = useDeskQuery('policy.get', {});
  const [adopted, setAdopted] = useState(false);
  const waiting = policy.data?.waiting ?? null;
  return (
    <Panel title={t('staff:policy.title')}>
      <RefusalNotice refusal={policy.error} action={<Button size="small" onClick={() => void policy.refetch()}>{t('common:retry')}</Button>} />
      {adopted && waiting === null && <Alert className={`${styles.adopted}`} type="success" showIcon role="status" title={t('staff:policy.done')} />}
      {policy.data !== undefined && <p className={styles.what}>{policy.data.digest === null ? t('staff:policy.none') : t('staff:policy.inForce', { digest: policy.data.digest.slice(0, DIGEST_SHOWN) })}</p>}
      {waiting !== null && <Waiting waiting={waiting} administrators={people.filter(({ roles }) => roles.includes('administrator'))} mayAdopt={mayAdopt} onAdopted={() => setAdopted(true)} />}
    </Panel>
  );
}

interface WaitingProps {
  waiting: WaitingPolicyView;
  administrators: readonly StaffView[];
  mayAdopt: boolean;
  onAdopted(): void;
}

function Waiting({ waiting, administrators, mayAdopt, onAdopted }: WaitingProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const when = showTime(waiting.importedAt);
  if (waiting.digest === null) {
    return (
      <Notice tone="warning" title={t('staff:policy.faulty', { when })} more={<ul className={styles.problems}>{waiting.problems.map((problem) => <li key={problem.en}>{problem[language]}</li>)}</ul>} />
    );
  }
  return (
    <>
      <Notice tone="info" title={t('staff:policy.waits', { when, count: waiting.differences.length })} more={t(mayAdopt ? 'staff:policy.look' : 'staff:policy.administratorOnly')} />
      {mayAdopt && <Differences differences={waiting.differences} />}
      {mayAdopt && <Adopt digest={waiting.digest} count={waiting.differences.length} administrators={administrators} onAdopted={onAdopted} />}
    </>
  );
}

function Differences({ differences }: { differences: readonly PolicyDifferenceView[] }): ReactNode {
  const { t } = useTranslation();
  const value = (text: string | null): ReactNode => (text === null ? <span className={styles.soft}>{t('staff:policy.absent')}</span> : <span className={styles.value}>{text}</span>);
  const columns: TableColumnsType<PolicyDifferenceView> = [
    { title: t('staff:policy.key'), dataIndex: 'path', width: 260, render: (path: string) => <span className={styles.value}>{path}</span> },
    { title: t('staff:policy.now'), dataIndex: 'inForce', render: value },
    { title: t('staff:policy.then'), dataIndex: 'proposed', render: value },
  ];
  return <Table<PolicyDifferenceView> className={`${styles.differences}`} size="small" rowKey="path" columns={columns} dataSource={[...differences]} pagination={false} tableLayout="fixed" />;
}

function Adopt({ digest, count, administrators, onAdopted }: { digest: string; count: number } & Pick<WaitingProps, 'administrators' | 'onAdopted'>): ReactNode {
  const { t } = useTranslation();
  const adopt = useDeskCommand('policy.adopt');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>{t('staff:policy.adopt')}</Button>
      <CredentialPrompt open={asking} title={t('staff:policy.adopt')} consentTo={t('staff:policy.consentTo', { count })} people={administrators} confirmText={t('staff:policy.confirm')}
        pending={adopt.pending} refusal={adopt.refusal} onCancel={() => { setAsking(false); adopt.reset(); }}
        onConsent={(administrator) => void adopt.send({ digest, administrator }).then((answer) => answer !== null && onAdopted())} />
    </>
  );
}
