import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../src-preload/contract/session';
import { SecretField } from './SecretField';
import styles from './PassphraseFields.module.css';

/** A new start passphrase, typed twice. */
export interface TypedPassphrase {
  typed: string;
  again: string;
}

/** Main judges it again; here it only decides what may be sent. */
const SHORTEST = 8;

export function isPassphraseReady({ typed, again }: TypedPassphrase): boolean {
  return [...typed.trim()].length >= SHORTEST && typed === again;
}

export interface PassphraseFieldsProps {
  /** Why a passphrase is needed here. */
  why: Exclude<SessionView['keyStore'], 'ready'> | 'changed';
  value: TypedPassphrase;
  onChange(value: TypedPassphrase): void;
  autoFocus?: boolean;
}

/** The start passphrase of a machine that has no key store of its own. */
export function PassphraseFields({ why, value, onChange, autoFocus = false }: PassphraseFieldsProps): ReactNode {
  const { t } = useTranslation();
  // More than one form of a page may ask for one.
  const id = useId();
  const differ = value.again !== '' && value.again !== value.typed;
  return (
    <section className={styles.fields} aria-labelledby={`${id}title`}>
      <h2 id={`${id}title`} className={styles.title}>{t('keys:passphrase.title')}</h2>
      <p id={`${id}why`} className={styles.hint}>{t(`keys:passphrase.why.${why}`)}</p>
      <div className={styles.row}>
        <SecretField id={`${id}typed`} label={t('keys:passphrase.new')} value={value.typed} isNew autoFocus={autoFocus} describedBy={`${id}why`} onChange={(typed) => onChange({ ...value, typed })} />
        <SecretField id={`${id}again`} label={t('keys:passphrase.again')} value={value.again} isNew onChange={(again) => onChange({ ...value, again })} />
      </div>
      {differ && <p role="status" className={styles.differ}>{t('keys:passphrase.differ')}</p>}
    </section>
  );
}
