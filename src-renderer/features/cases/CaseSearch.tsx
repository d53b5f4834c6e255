import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon';
import { KeyHint } from '../../ui/KeyHint';
import styles from './CaseSearch.module.css';

export interface CaseSearchProps {
  field: RefObject<InputRef | null>;
  text: string;
  total: number | null;
  /** The text finds more than that. */
  isMore: boolean;
  onText(text: string): void;
  onStep(rows: number): void;
  onOpen(): void;
}

/** Finds while typing; ↑ ↓ and Enter work without leaving the field. An input method that is composing keeps its keys. */
export function CaseSearch({ field, text, total, isMore, onText, onStep, onOpen }: CaseSearchProps): ReactNode {
  const { t } = useTranslation();
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => onStep(1), ArrowUp: () => onStep(-1), PageDown: () => onStep(10), PageUp: () => onStep(-10), Enter: onOpen, Escape: () => onText(''),
  };
  function onKeyDown(event: KeyboardEvent): void {
    const key = event.nativeEvent.isComposing ? undefined : keys[event.key];
    if (key === undefined) return;
    event.preventDefault();
    key();
  }
  return (
    <div className={styles.bar}>
      <Input ref={field} size="large" className={`${styles.field}`} value={text} maxLength={100} allowClear autoFocus spellCheck={false} prefix={<Icon of={SearchOutlined} />}
        suffix={text === '' ? <KeyHint keys="/" /> : <span />} aria-label={t('cases:search')} aria-keyshortcuts="/" placeholder={t('cases:search')}
        onChange={(event) => onText(event.target.value)} onKeyDown={onKeyDown} />
      <p className={styles.count} role="status">{total === null ? t('common:loading') : t(isMore ? 'cases:foundMore' : 'cases:found', { count: total, shown: total.toLocaleString('en-US') })}</p>
      <p className={styles.keys} aria-hidden="true"><KeyHint keys="↑" /><KeyHint keys="↓" /> {t('cases:keys.choose')} <KeyHint keys="Enter" /> {t('cases:keys.open')}</p>
    </div>
  );
}
