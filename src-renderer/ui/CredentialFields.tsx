import { useEffectEvent, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Form, Input, Select, type InputRef } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Credential } from '../../src-preload/contract/common';
import type { StaffView } from '../../src-preload/contract/session';
import type { ShownRefusal } from './refusal-text';

export interface CredentialFieldsProps {
  people: readonly StaffView[];
  value: Credential;
  /** What the last try came to: a PIN that was wrong is typed anew. */
  refusal: ShownRefusal | null;
  onChange(value: Credential): void;
  disabled?: boolean;
  /** Whether typing begins here; false where other fields come first. */
  isFirst?: boolean;
}

/** Who, and that person's PIN. Choosing the person moves on to the PIN. */
export function CredentialFields({ people, value, refusal, onChange, disabled = false, isFirst = true }: CredentialFieldsProps): ReactNode {
  const { t } = useTranslation();
  const pin = useRef<InputRef>(null);
  const typeAnew = useEffectEvent(() => {
    onChange({ ...value, pin: '' });
    pin.current?.focus();
  });
  // Before the refusal is painted: an Enter that follows at once must not send the same PIN again.
  useLayoutEffect(() => {
    if (refusal?.code === 'wrong-pin') typeAnew();
  }, [refusal]);
  return (
    <>
      <Form.Item label={t('common:credential.person')} htmlFor="credential-person">
        <Select id="credential-person" value={value.staffId === '' ? null : value.staffId} disabled={disabled} autoFocus={isFirst && value.staffId === ''}
          placeholder={t('common:credential.choose')} showSearch={{ optionFilterProp: 'label' }}
          options={people.map((person) => ({ value: person.id, label: `${person.name} · ${person.roles.map((role) => t(`common:role.${role}`)).join(t('common:listSeparator'))}` }))}
          onChange={(staffId: string) => {
            onChange({ staffId, pin: '' });
            pin.current?.focus();
          }} />
      </Form.Item>
      <Form.Item label={t('common:credential.pin')} htmlFor="credential-pin">
        <Input.Password id="credential-pin" ref={pin} value={value.pin} disabled={disabled} autoComplete="off" maxLength={64} visibilityToggle={false} autoFocus={isFirst && value.staffId !== ''}
          onChange={(event) => onChange({ ...value, pin: event.target.value })} />
      </Form.Item>
    </>
  );
}
