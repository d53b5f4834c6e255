import { useState, type ReactNode } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';

export interface DayFieldProps {
  id: string;
  /** `2026-03-01`; empty as long as what is typed is no day. */
  value: string;
  disabled?: boolean;
  onChange(day: string): void;
}

/** A day as documents write it: `20260301`, `2026.3.1` and `2026-03-01` are the same. The browser's own field speaks the machine's language, not the desk's. */
export function DayField({ id, value, disabled = false, onChange }: DayFieldProps): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [wasLeft, setWasLeft] = useState(false);
  const isWrong = typed.trim() !== '' && readDay(typed) === '' && (wasLeft || typed.trim().length >= LONGEST_WRITING);
  return (
    <Input id={id} value={typed} disabled={disabled} maxLength={12} autoComplete="off" placeholder={t('common:dayForm')} status={isWrong ? 'error' : ''} aria-invalid={isWrong}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readDay(event.target.value));
      }}
      onBlur={() => {
        setTyped(readDay(typed) || typed);
        setWasLeft(true);
      }} />
  );
}

/** Characters of a day with its separators: what is as long and is no day yet will be none. */
const LONGEST_WRITING = 10;

function readDay(typed: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(typed.trim()) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(written) ? written : '';
}
