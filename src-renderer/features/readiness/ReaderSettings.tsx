import { useState, type ReactNode } from 'react';
import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReaderSettingsView } from '../../../src-preload/contract/readers';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { draftOf, findTypedChoice, type ReaderDraft } from './reader-draft';
import { Field, ReaderFields } from './ReaderFields';
import styles from './ReaderSettings.module.css';

/** An administrator chooses by which way this desk reaches its reader; it is in force at once. */
export function ReaderSettings(): ReactNode {
  const { t } = useTranslation();
  const settings = useDeskQuery('reader.settings', {});
  const [isOpen, setOpen] = useState(false);
  const [isChosen, setChosen] = useState(false);
  const view = settings.data;
  if (view === undefined) return <RefusalNotice refusal={settings.error} />;
  if (view.fixedBy !== null) return <p className={styles.note}>{t('readiness:choose.fixed', { address: view.fixedBy })}</p>;
  const done = (): void => { setOpen(false); setChosen(true); };
  return (
    <div className={styles.settings}>
      {view.choice === null && <Alert type="warning" showIcon title={t('readiness:choose.unknown')} />}
      {isChosen && <Alert type="success" showIcon role="status" title={t('readiness:choose.chosen')} />}
      {isOpen ? <ChoiceForm view={view} onDone={done} onCancel={() => setOpen(false)} /> : <Button onClick={() => { setOpen(true); setChosen(false); }}>{t('readiness:choose.change')}</Button>}
    </div>
  );
}

function ChoiceForm({ view, onDone, onCancel }: { view: ReaderSettingsView; onDone: () => void; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const choose = useDeskCommand('reader.choose');
  const [draft, setDraft] = useState<ReaderDraft>(() => draftOf(view.choice));
  const type = (typed: Partial<ReaderDraft>): void => { choose.reset(); setDraft({ ...draft, ...typed }); };
  const choice = findTypedChoice(draft);
  const use = async (): Promise<void> => {
    if (choice !== null && (await choose.send(choice)) !== null) onDone();
  };
  return (
    <div className={styles.form}>
      <Field name="carrier">
        <Select className={styles.wide ?? ''} value={draft.carrier} onChange={(carrier) => type({ carrier })} aria-label={t('readiness:choose.carrier')}
          options={view.carriers.map((value) => ({ value, label: t(`readiness:choose.way.${value}`) }))} />
      </Field>
      <ReaderFields draft={draft} baudRates={view.baudRates} onType={type} />
      <RefusalNotice refusal={choose.refusal} onClose={choose.reset} />
      <div className={styles.buttons}>
        <Button type="primary" disabled={choice === null} loading={choose.pending} onClick={() => void use()}>{t('readiness:choose.use')}</Button>
        <Button onClick={onCancel}>{t('readiness:choose.cancel')}</Button>
      </div>
    </div>
  );
}
