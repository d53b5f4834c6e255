import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './SecretField.module.css';

export interface SecretFieldProps {
  id: string;
  label: string;
  value: string;
  autoFocus?: boolean;
  /** Of a secret that is being chosen, not one that is known. */
  isNew?: boolean;
  describedBy?: string;
  onChange(value: string): void;
}

/** A passphrase as it is typed; it can be looked at, since it is long. Plain elements: the page opens before anything else is loaded. */
export function SecretField({ id, label, value, autoFocus = false, isNew = false, describedBy, onChange }: SecretFieldProps): ReactNode {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>{label}</label>
      <span className={styles.box}>
        <input id={id} className={styles.input} type={shown ? 'text' : 'password'} value={value} maxLength={200} autoFocus={autoFocus} spellCheck={false}
          autoComplete={isNew ? 'new-password' : 'off'} aria-describedby={describedBy} onChange={(event) => onChange(event.target.value)} />
        <button type="button" className={styles.look} aria-pressed={shown} onClick={() => setShown(!shown)}>{t(shown ? 'keys:hide' : 'keys:show')}</button>
      </span>
    </div>
  );
}
