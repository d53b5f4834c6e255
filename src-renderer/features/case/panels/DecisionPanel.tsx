import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Alert, Button, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../../../src-preload/contract/common';
import type { StaffView } from '../../../../src-preload/contract/session';
import { CredentialFields } from '../../../ui/CredentialFields';
import { KeyHint } from '../../../ui/KeyHint';
import type { ShownRefusal } from '../../../ui/refusal-text';
import { RefusalNotice } from '../../../ui/RefusalNotice';
import styles from './panels.module.css';

export interface DecisionPanelProps {
  title: string;
  /** What follows from it, in full. */
  explanation?: ReactNode;
  confirmText: string;
  look?: 'primary' | 'stop';
  /** People of whom one has to consent with their own PIN; null when the signed-in person decides alone. */
  consenting: readonly StaffView[] | null;
  /** Everything is filled in but the PIN. */
  complete: boolean;
  pending: boolean;
  refusal: ShownRefusal | null;
  onConfirm(credential: Credential | null): void;
  onCancel(): void;
  width?: number;
  children?: ReactNode;
}

/** A decision that wants words, or another person's consent, before it is done. Nothing typed is lost by a refusal. */
export function DecisionPanel(props: DecisionPanelProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal open title={props.title} width={props.width ?? 560} footer={null} style={{ top: 40 }} onCancel={props.onCancel} mask={{ closable: false }} keyboard={!props.pending} closable={{ 'aria-label': t('common:cancel') }}>
      <DecisionForm {...props} />
    </Modal>
  );
}

/** Where typing begins: where the panel says so, else at its first field. */
function firstField(form: HTMLElement | null): HTMLElement | null {
  return form?.querySelector<HTMLElement>('[data-begins-here] input, [data-begins-here] textarea') ?? form?.querySelector<HTMLElement>('textarea, input') ?? null;
}

function DecisionForm(props: DecisionPanelProps): ReactNode {
  const { t } = useTranslation();
  const { consenting, complete, pending } = props;
  const only = consenting?.length === 1 ? consenting[0] : undefined;
  const form = useRef<HTMLFormElement>(null);
  const ownFields = props.children !== undefined;
  const people = consenting?.length ?? 0;
  useEffect(() => {
    if (ownFields) firstField(form.current)?.focus();
    else if (people === 0) form.current?.focus();
  }, [ownFields, people]);
  const [chosen, setChosen] = useState<Credential>({ staffId: '', pin: '' });
  const credential = { ...chosen, staffId: chosen.staffId === '' ? (only?.id ?? '') : chosen.staffId };
  const ready = complete && !pending && (consenting === null || (credential.staffId !== '' && credential.pin !== ''));
  function confirm(): void {
    if (ready) props.onConfirm(consenting === null ? null : credential);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) confirm();
  }
  return (
    <Form layout="vertical" component="div" onKeyDown={onKeyDown} className={styles.form}>
      <form ref={form} tabIndex={-1} onSubmit={(event) => { event.preventDefault(); confirm(); }}>
        {props.explanation !== undefined && <div className={styles.explanation}>{props.explanation}</div>}
        {props.children}
        {consenting !== null && consenting.length === 0 && <Alert className={styles.nobody ?? ''} type="warning" showIcon title={t('case:consent.nobody')} />}
        {consenting !== null && consenting.length > 0 && (
          <fieldset className={styles.consent}>
            <legend>{t('case:consent.title')}</legend>
            <div className={styles.credential}><CredentialFields people={consenting} value={credential} refusal={props.refusal} onChange={setChosen} disabled={pending} /></div>
          </fieldset>
        )}
        <RefusalNotice refusal={props.refusal} />
        <div className={styles.buttons}>
          <Button onClick={props.onCancel} disabled={pending}>{t('common:cancel')}<KeyHint keys="Esc" /></Button>
          <Button type="primary" danger={props.look === 'stop'} htmlType="submit" loading={pending} disabled={!ready && !pending} aria-keyshortcuts="Control+Enter">
            {props.confirmText}<KeyHint keys="Ctrl+Enter" />
          </Button>
        </div>
      </form>
    </Form>
  );
}
