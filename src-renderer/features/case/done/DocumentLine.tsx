import type { ReactNode } from 'react';
import { FilePdfOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../src-preload/contract/cases';
import { showTime } from '../../../i18n/times';
import { RefusalNotice } from '../../../ui/RefusalNotice';
import { ActionButton } from '../keys/ActionButton';
import type { KeyedAction } from '../keys/keyed-action';
import type { Documents } from './use-documents';
import styles from './done.module.css';

export interface DocumentLineProps {
  document: DocumentView;
  actions: readonly KeyedAction[];
  told: Documents['told'];
}

/** One stored paper: when it was made, how often printed, and what became of the last request. */
export function DocumentLine({ document, actions, told }: DocumentLineProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.document}>
      <FilePdfOutlined className={styles.icon} aria-hidden="true" />
      <div>
        <strong>{t(`case:done.kind.${document.kind}`)}</strong>
        <span className={styles.soft}>{t('case:done.made', { revision: document.revision, time: showTime(document.madeAt) })}</span>
        <span className={styles.soft}>{t('case:done.copies', { count: document.copies })}</span>
      </div>
      <div className={styles.buttons}>
        {actions.map((action) => <ActionButton key={action.name} action={action} onBlocked={() => undefined} />)}
      </div>
      <div className={styles.told} role="status">
        {told?.printed != null && t(told.printed > 1 ? 'case:done.printedAgain' : 'case:done.printed', { copy: told.printed })}
        {told?.savedAs != null && t('case:done.saved', { file: told.savedAs })}
        <RefusalNotice refusal={told?.refusal ?? null} />
      </div>
    </div>
  );
}
