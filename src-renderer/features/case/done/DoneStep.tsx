import type { ReactNode } from 'react';
import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, DocumentView } from '../../../../src-preload/contract/cases';
import { showTime } from '../../../i18n/times';
import { isAllowed } from '../available';
import { keyedAction, type KeyedAction } from '../keys/keyed-action';
import type { StepProps } from '../room';
import { StepFrame } from '../StepFrame';
import { DocumentLine } from './DocumentLine';
import { useDocuments } from './use-documents';
import styles from './done.module.css';

const KEYS = { sheet: { print: 'p', save: 's' }, receipt: { print: 'r', save: 'd' } } as const;

/** Sealed, and final for everyone. Print or save, then the next candidate. */
export function DoneStep({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const documents = useDocuments();
  const mayPrint = isAllowed(view, 'printDocuments');
  const actionsOf = ({ id, kind }: DocumentView): readonly KeyedAction[] => [
    keyedAction({ name: kind === 'sheet' ? 'printSheet' : 'printReceipt', keys: [KEYS[kind].print], group: 'field', run: () => void documents.print(id) }),
    keyedAction({ name: kind === 'sheet' ? 'saveSheet' : 'saveReceipt', keys: [KEYS[kind].save], group: 'field', run: () => void documents.save(id) }),
  ];
  const newest = (['sheet', 'receipt'] as const).flatMap((kind) => view.documents.findLast((document) => document.kind === kind) ?? []);
  const actions: readonly KeyedAction[] = [
    ...(mayPrint ? newest.flatMap(actionsOf) : []),
    keyedAction({ name: 'nextCandidate', keys: ['Enter', 'Escape', ' '], group: 'step', look: 'primary', run: room.leave }),
  ];
  return (
    <StepFrame room={room} actions={actions} busy={documents.pending}>
      <div className={styles.done}>
        <section className={styles.sealed}>
          <h2><CheckCircleFilled aria-hidden="true" />{t('case:done.title', { name: view.name })}</h2>
          <p>{t('case:finality')}</p>
          {view.seal !== null && <Seal seal={view.seal} />}
        </section>
        <section className={styles.documents} aria-label={t('case:done.documents')}>
          <h2>{t('case:done.documents')}</h2>
          {newest.length === 0 && <p role="status">{t('case:done.making')}</p>}
          {newest.map((document) => (
            <DocumentLine key={document.id} document={document} actions={mayPrint ? actionsOf(document) : []} told={documents.told?.id === document.id ? documents.told : null} />
          ))}
        </section>
      </div>
    </StepFrame>
  );
}

function Seal({ seal }: { seal: NonNullable<CaseView['seal']> }): ReactNode {
  const { t } = useTranslation();
  return (
    <dl>
      <div><dt>{t('case:done.signedAt')}</dt><dd>{showTime(seal.signedAt)}</dd></div>
      <div><dt>{t('case:done.desk')}</dt><dd>{seal.deskId}</dd></div>
      <div><dt>{t('case:done.auditNo')}</dt><dd className={styles.mono}>{seal.auditSeq}</dd></div>
      <div><dt>{t('case:done.digest')}</dt><dd className={styles.mono} title={seal.digest}>{seal.digest.slice(0, 16)}…</dd></div>
    </dl>
  );
}
