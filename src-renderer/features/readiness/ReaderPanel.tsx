import { useState, type ReactNode } from 'react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReaderFactsView, SelfTestOutcome } from '../../../src-preload/contract/session';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { showTime } from '../../i18n/times';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { ReaderSettings } from './ReaderSettings';
import styles from './ReaderPanel.module.css';

/** The card reader: what is connected, whether it answers, when it last read, and its test of itself. */
export function ReaderPanel({ mayChoose }: { mayChoose: boolean }): ReactNode {
  const { t } = useTranslation();
  const reader = useDeskQuery('reader.get', {}).data;
  const facts = useDeskQuery('reader.facts', {}).data;
  const test = useDeskCommand('reader.selfTest');
  const [outcome, setOutcome] = useState<SelfTestOutcome | null>(null);
  const runTest = (): void => {
    setOutcome(null);
    void test.send({}).then((tested) => setOutcome(tested?.outcome ?? null));
  };
  return (
    <Panel title={t('readiness:card.title')} extra={<Button size="small" loading={test.pending} onClick={runTest}>{t('readiness:card.test')}</Button>}>
      {facts !== undefined && reader !== undefined && <Facts facts={facts} state={t(`reader:state.${reader.state}`)} />}
      <RefusalNotice refusal={test.refusal} />
      {outcome !== null && <Alert type={outcome === 'passed' ? 'success' : 'error'} showIcon role={outcome === 'passed' ? 'status' : 'alert'} title={t(`readiness:selfTest.${outcome}`)} />}
      {mayChoose && <ReaderSettings />}
    </Panel>
  );
}

function Facts({ facts: { device, lastReadAt }, state }: { facts: ReaderFactsView; state: string }): ReactNode {
  const { t } = useTranslation();
  const rows: readonly (readonly [string, string])[] = [
    ['state', state],
    ['device', device === null ? t('readiness:card.none') : [t(`readiness:way.${device.way}`), device.model ?? device.at].filter(Boolean).join(' · ')],
    ...(device?.model != null && device.at !== null ? [['at', device.at] as const] : []),
    ['samId', device?.samId ?? t('common:none')],
    ['lastRead', lastReadAt === null ? t('readiness:card.notYet') : showTime(lastReadAt)],
  ];
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => <div key={name}><dt>{t(`readiness:card.${name}`)}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
