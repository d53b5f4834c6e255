import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, FieldKey, MaterialView } from '../../../../src-preload/contract/cases';
import type { KeyedAction } from '../keys/keyed-action';
import { FieldRow } from './FieldRow';
import styles from './compare.module.css';

export interface PaperFieldsProps {
  view: CaseView;
  material: MaterialView;
  /** The field that has the keys. */
  here: FieldKey | null;
  onChoose(field: FieldKey): void;
  /** What can be done with the field in focus. */
  actions: readonly KeyedAction[];
  onBlocked(action: KeyedAction): void;
  /** In place of the buttons, while a result is being explained. */
  form: ReactNode;
}

/** The fields that the paper in view proves, and those that stand on it too, with the registration's values. */
export function PaperFields({ view, material, here, onChoose, actions, onBlocked, form }: PaperFieldsProps): ReactNode {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const explaining = form !== null;
  useEffect(() => {
    if (explaining) return;
    const row = here === null ? null : list.current?.querySelector<HTMLElement>(`[data-field="${here}"]`);
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
    } else if (list.current?.contains(document.activeElement) === true) {
      list.current.closest<HTMLElement>('[data-work]')?.focus({ preventScroll: true });
    }
  }, [here, material.code, explaining]);
  const groups = [
    { name: 'proves', fields: material.fields.filter(({ proves }) => proves) },
    { name: 'shows', fields: material.fields.filter(({ proves }) => !proves) },
  ].filter(({ fields }) => fields.length > 0);
  return (
    <section className={styles.fields} aria-label={t('review:fields')}>
      <div ref={list} className={styles.fieldList}>
        {groups.map(({ name, fields }) => (
          <div key={name} role="group" aria-label={t(`review:${name}`)}>
            <h3 className={styles.groupName}>{t(material.code === '-' ? 'review:byHand' : `review:${name}`)}</h3>
            {fields.map((field) => (
              <FieldRow key={field.field} view={view} field={field} here={field.field === here} onChoose={() => onChoose(field.field)}
                actions={actions} onBlocked={onBlocked} form={field.field === here ? form : null} />
            ))}
          </div>
        ))}
        {material.fields.length === 0 && material.state !== 'missing' && <p className={styles.noFields}>{t('review:noFields')}</p>}
      </div>
    </section>
  );
}
