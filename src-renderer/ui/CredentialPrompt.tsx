import { useId, useState, type ReactNode } from 'react';
import { Button, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../src-preload/contract/common';
import type { StaffView } from '../../src-preload/contract/session';
import { CredentialFields } from './CredentialFields';
import { RefusalNotice } from './RefusalNotice';
import type { ShownRefusal } from './refusal-text';

export interface CredentialPromptProps {
  open: boolean;
  title: string;
  /** What the person consents to, in full. */
  consentTo: ReactNode;
  /** What is typed before the person consents; it takes the focus itself. */
  fields?: ReactNode;
  /** Who may consent, e.g. every approver but the requester. */
  people: readonly StaffView[];
  confirmText?: string;
  pending: boolean;
  refusal: ShownRefusal | null;
  onConsent(credential: Credential): void;
  onCancel(): void;
}

const NOBODY: Credential = { staffId: '', pin: '' };

/** A second person consents at this desk with their own PIN; the signed-in person stays signed in. */
export function CredentialPrompt(props: CredentialPromptProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal open={props.open} title={props.title} onCancel={props.onCancel} footer={null} destroyOnHidden mask={{ closable: false }} closable={{ 'aria-label': t('common:cancel') }}>
      <ConsentForm {...props} />
    </Modal>
  );
}

function ConsentForm({ consentTo, fields, people, confirmText, pending, refusal, onConsent, onCancel }: CredentialPromptProps): ReactNode {
  const { t } = useTranslation();
  const note = useId();
  const only = people.length === 1 ? people[0] : undefined;
  const [credential, setCredential] = useState<Credential>({ ...NOBODY, staffId: only?.id ?? '' });
  const complete = credential.staffId !== '' && credential.pin !== '';
  return (
    <Form layout="vertical" aria-describedby={note} onFinish={() => complete && onConsent(credential)}>
      <div id={note} style={{ marginBottom: 16 }}>{consentTo}</div>
      {fields}
      <CredentialFields people={people} value={credential} refusal={refusal} onChange={setCredential} disabled={pending} isFirst={fields === undefined} />
      <RefusalNotice refusal={refusal} />
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 16 }}>
        <Button onClick={onCancel} disabled={pending}>{t('common:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={pending} disabled={!complete}>{confirmText ?? t('common:consent')}</Button>
      </div>
    </Form>
  );
}
