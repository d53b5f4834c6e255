import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, PaperFieldView } from '../../../../src-preload/contract/cases';
import { classes } from '../../../ui/classes';
import { ActionButton } from '../keys/ActionButton';
import type { KeyedAction } from '../keys/keyed-action';
import { ResultMark } from '../ResultMark';
import { disagrees } from './paper-work';
import styles from './compare.module.css';

export interface FieldRowProps {
  view: CaseView;
  field: PaperFieldView;
  here: boolean;
  onChoose(): void;
  actions: readonly KeyedAction[];
  onBlocked(action: KeyedAction): void;
  form: ReactNode;
}

/** Names are read stroke by stroke, numbers digit by digit. */
const LOOKS: Partial<Record<PaperFieldView['field'], string | undefined>> = {
  name: styles.name, idNumber: styles.number, diplomaNo: styles.number, workUnitCode: styles.number, assistantCertificateNo: styles.number, practiceCertificateNo: styles.number,
};

/** One field on one paper: what the registration says, what it said before, and what the desk found. */
export function FieldRow({ view, field, here, onChoose, actions, onBlocked, form }: FieldRowProps): ReactNode {
  const { t } = useTranslation();
  const label = t(`fields:${field.field}`);
  const value = field.field === 'category' && field.value === view.category ? t('case:header.categoryOf', { name: view.categoryName, code: field.value }) : field.value;
  const answer = view.corrections.findLast((correction) => correction.field === field.field);
  const waits = field.result === null && field.ownKey !== null;
  return (
    <div data-field={field.field} role="group" tabIndex={0} aria-label={label} aria-current={here} onFocus={onChoose}
      className={classes(styles.field, here && styles.fieldHere, waits && styles.waits, disagrees(field) && styles.disagrees)}>
      <span className={styles.label}>{label}</span>
      <ResultMark result={field.result ?? 'open'} />
      <span className={classes(styles.value, LOOKS[field.field])}>{value}</span>
      {field.received !== null && <span className={styles.received}>{t('review:received')} <del>{field.received === '' ? t('case:emptyValue') : field.received}</del></span>}
      {answer?.state === 'refused' && <span className={styles.note}>{t('review:refusedCorrection', { name: answer.decidedBy ?? '', reason: answer.decisionReason ?? '' })}</span>}
      {field.openCorrection && <span className={styles.tag}>{t('review:openCorrection')}</span>}
      {waits && <span className={styles.tag}>{t(`review:ownKey.${field.ownKey ?? 'contested'}`)}</span>}
      {field.note !== null && field.note !== '' && <span className={styles.note}>{t('review:note', { note: field.note })}</span>}
      {field.by !== null && field.how !== null && <span className={styles.by}>{t(`review:how.${field.how}`, { name: field.by })}</span>}
      {here && form === null && actions.length > 0 && (
        <div className={styles.fieldActions}>
          {actions.map((action) => <ActionButton key={action.name} action={action} size="small" onBlocked={onBlocked} />)}
        </div>
      )}
      {form}
    </div>
  );
}
