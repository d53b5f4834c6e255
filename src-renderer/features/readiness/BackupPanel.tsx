import { useState, type ReactNode } from 'react';
import { Alert, Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../../src-preload/contract/backup';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { showTime } from '../../i18n/times';
import { Panel } from '../../ui/Panel';
import { RefusalNotice } from '../../ui/RefusalNotice';
import styles from './BackupPanel.module.css';

/** Where backups go, how often, and how the last one stands. */
export function BackupPanel({ mayPlan }: { mayPlan: boolean }): ReactNode {
  const { t } = useTranslation();
  const backup = useDeskQuery('backup.get', {});
  const choose = useDeskCommand('backup.choosePlace');
  const run = useDeskCommand('backup.run');
  const view = backup.data;
  const hasPlace = view?.place != null;
  return (
    <Panel title={t('backup:panel.title')} extra={hasPlace && <Button size="small" loading={run.pending || view?.isRunning === true} onClick={() => void run.send({})}>{t('backup:panel.now')}</Button>}>
      {view !== undefined && <Facts view={view} />}
      <RefusalNotice refusal={backup.error ?? run.refusal ?? choose.refusal} onClose={() => { run.reset(); choose.reset(); }} />
      {mayPlan && <Button type={hasPlace ? 'default' : 'primary'} loading={choose.pending} onClick={() => void choose.send({})}>{t(hasPlace ? 'backup:panel.otherPlace' : 'backup:panel.choosePlace')}</Button>}
      {mayPlan && hasPlace && <Times key={`${view.everyMinutes} ${view.keepNewest} ${view.keepDays}`} view={view} />}
    </Panel>
  );
}

function Facts({ view }: { view: BackupView }): ReactNode {
  const { t } = useTranslation();
  if (view.place === null) return <p className={styles.none}>{t('backup:panel.none')}</p>;
  const behind = view.headSeq - (view.mirroredSeq ?? 0);
  return (
    <>
      {view.trouble !== null && <Alert type="error" showIcon role="alert" className={styles.trouble ?? ''} title={t(`errors:${view.trouble.code}`, { ...view.trouble.params })} />}
      <dl className={styles.facts}>
        <dt>{t('backup:panel.place')}</dt><dd className="desk-mono">{view.place}{!view.onOwnDisk && <span className={styles.warning}>{t('backup:panel.sameDisk')}</span>}</dd>
        <dt>{t('backup:panel.last')}</dt><dd>{view.isRunning ? t('backup:panel.running') : view.lastAt === null ? t('backup:panel.never') : t('backup:panel.lastAt', { at: showTime(view.lastAt) })}</dd>
        <dt>{t('backup:panel.mirror')}</dt><dd>{behind <= 0 ? t('backup:panel.mirrored') : t('backup:panel.pending', { count: behind })}</dd>
      </dl>
    </>
  );
}

/** Interval and how many are kept. */
function Times({ view }: { view: BackupView }): ReactNode {
  const { t } = useTranslation();
  const schedule = useDeskCommand('backup.schedule');
  const [typed, setTyped] = useState({ everyMinutes: view.everyMinutes, keepNewest: view.keepNewest, keepDays: view.keepDays });
  const isNew = typed.everyMinutes !== view.everyMinutes || typed.keepNewest !== view.keepNewest || typed.keepDays !== view.keepDays;
  const field = (name: keyof typeof typed, min: number, max: number): ReactNode => (
    <label className={styles.field}>
      {t(`backup:panel.${name}`)}
      <InputNumber min={min} max={max} precision={0} value={typed[name]} onChange={(value) => setTyped({ ...typed, [name]: value ?? view[name] })} />
    </label>
  );
  return (
    <div className={styles.times}>
      {field('everyMinutes', 5, 1_440)}
      {field('keepNewest', 1, 1_000)}
      {field('keepDays', 0, 3_650)}
      <Button disabled={!isNew} loading={schedule.pending} onClick={() => void schedule.send(typed)}>{t('backup:panel.save')}</Button>
      <RefusalNotice refusal={schedule.refusal} />
    </div>
  );
}
