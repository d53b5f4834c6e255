import type { ReactNode } from 'react';
import { AutoComplete, Button, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AttachedReadersView } from '../../../src-preload/contract/readers';
import { useDeskCommand, useDeskQuery } from '../../app/desk-client';
import { RefusalNotice } from '../../ui/RefusalNotice';
import type { ReaderDraft } from './reader-draft';
import styles from './ReaderSettings.module.css';

interface FieldsProps {
  draft: ReaderDraft;
  baudRates: readonly number[];
  onType: (typed: Partial<ReaderDraft>) => void;
}

/** What has to be said of the chosen way. */
export function ReaderFields({ draft, baudRates, onType }: FieldsProps): ReactNode {
  const { t } = useTranslation();
  const { carrier } = draft;
  if (carrier === 'usb' || carrier === 'hid') return <Attached way={carrier} name="at" hint={t('readiness:choose.atHint')} value={draft.at} onType={(at) => onType({ at })} />;
  if (carrier === 'serial') {
    return (
      <>
        <Attached way="serial" name="path" hint="/dev/ttyUSB0, COM3" value={draft.path} onType={(path) => onType({ path })} />
        <Field name="baudRate"><Select className={styles.short ?? ''} value={draft.baudRate} options={baudRates.map((value) => ({ value, label: value }))} onChange={(baudRate) => onType({ baudRate })} aria-label={t('readiness:choose.baudRate')} /></Field>
      </>
    );
  }
  if (carrier === 'helper') {
    return (
      <>
        <HelperProgram value={draft.program} onType={(program) => onType({ program })} />
        <Field name="options"><Input.TextArea className={styles.wide ?? ''} rows={2} value={draft.options} onChange={({ target }) => onType({ options: target.value })} aria-label={t('readiness:choose.options')} /></Field>
      </>
    );
  }
  if (carrier !== 'tcp') return null;
  return (
    <>
      <Field name="host"><Input value={draft.host} onChange={({ target }) => onType({ host: target.value })} aria-label={t('readiness:choose.host')} /></Field>
      <Field name="port"><InputNumber min={1} max={65_535} precision={0} value={draft.port} onChange={(port) => onType({ port })} aria-label={t('readiness:choose.port')} /></Field>
    </>
  );
}

/** Typed, or chosen from the files of this machine. */
function HelperProgram({ value, onType }: { value: string; onType: (program: string) => void }): ReactNode {
  const { t } = useTranslation();
  const choose = useDeskCommand('reader.chooseProgram');
  const browse = async (): Promise<void> => {
    const chosen = await choose.send({});
    if (chosen !== null && chosen.program !== null) onType(chosen.program);
  };
  return (
    <Field name="program">
      <Input className={styles.wide ?? ''} value={value} placeholder={t('readiness:choose.programHint')} onChange={({ target }) => onType(target.value)} aria-label={t('readiness:choose.program')} />
      <Button loading={choose.pending} onClick={() => void browse()}>{t('readiness:choose.browse')}</Button>
      <RefusalNotice refusal={choose.refusal} />
    </Field>
  );
}

export function Field({ name, children }: { name: string; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return <div className={styles.field}><span className={styles.name}>{t(`readiness:choose.${name}`)}</span><div className={styles.control}>{children}</div></div>;
}

interface AttachedProps {
  way: 'usb' | 'hid' | 'serial';
  name: 'at' | 'path';
  hint: string;
  value: string;
  onType: (value: string) => void;
}

/** One of what is attached, or one that is typed: a reader need not be there yet. */
function Attached({ way, name, hint, value, onType }: AttachedProps): ReactNode {
  const { t } = useTranslation();
  const attached = useDeskQuery('reader.attached', {});
  const found = attached.data?.devices.filter((device) => device.way === way) ?? [];
  const note = attached.data === undefined ? null : attached.data.blind.includes(way) ? 'blind' : found.length === 0 ? 'noneAttached' : null;
  return (
    <Field name={name}>
      <AutoComplete virtual={false} className={styles.wide ?? ''} value={value} options={found.map(option)} placeholder={hint} onChange={onType} aria-label={t(`readiness:choose.${name}`)} />
      <Button loading={attached.isFetching} onClick={() => void attached.refetch()}>{t('readiness:choose.look')}</Button>
      {note !== null && <span className={styles.note}>{t(`readiness:choose.${note}`)}</span>}
    </Field>
  );
}

function option({ at, name, reader }: AttachedReadersView['devices'][number]): { value: string; label: string } {
  return { value: at, label: [reader ?? name, at].filter(Boolean).join(' · ') };
}
