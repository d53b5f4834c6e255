import type { ReactNode } from 'react';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export interface ReasonFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange(value: string): void;
  disabled?: boolean;
  autoFocus?: boolean;
}

const MOST = 500;

/** A reason in the clerk's words; it goes into the record. */
export function ReasonField({ label, hint, value, onChange, disabled = false, autoFocus = true }: ReasonFieldProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Form.Item label={label} htmlFor="case-reason" required extra={t('case:reason.kept')}>
      <Input.TextArea id="case-reason" value={value} autoFocus={autoFocus} disabled={disabled} maxLength={MOST} rows={3} placeholder={hint}
        onChange={(event) => onChange(event.target.value)} />
    </Form.Item>
  );
}
