import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldResult } from '../../../../src-preload/contract/cases';
import { KeyHint } from '../../../ui/KeyHint';
import { ResultMark } from '../ResultMark';
import styles from './compare.module.css';

export interface ResultNoteProps {
  result: FieldResult;
  pending: boolean;
  onSave(note: string | null): void;
  onCancel(): void;
}

/** Why a field does not simply agree, in the clerk's words; may stay empty. */
export function ResultNote({ result, pending, onSave, onCancel }: ResultNoteProps): ReactNode {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const composing = useRef(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!composing.current) onSave(note.trim() === '' ? null : note.trim());
  }
  function cancel(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || composing.current) return;
    event.preventDefault();
    onCancel();
  }
  return (
    <form className={styles.noteForm} onSubmit={submit} onKeyDown={cancel}>
      <ResultMark result={result} />
      <Input autoFocus value={note} maxLength={500} disabled={pending} aria-label={t('review:noteLabel')} placeholder={t('review:noteHint')}
        onCompositionStart={() => { composing.current = true; }} onCompositionEnd={() => { composing.current = false; }} onChange={(event) => setNote(event.target.value)} />
      <div className={styles.noteButtons}>
        <Button type="primary" size="small" htmlType="submit" loading={pending}>{t('review:saveResult')}<KeyHint keys="Enter" /></Button>
        <Button size="small" onClick={onCancel} disabled={pending}>{t('common:cancel')}<KeyHint keys="Esc" /></Button>
      </div>
    </form>
  );
}
