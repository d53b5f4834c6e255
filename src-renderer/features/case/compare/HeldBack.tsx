import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, FieldKey, OpenItem } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { materialName } from '../material-name';
import styles from './compare.module.css';

export interface HeldBackProps {
  view: CaseView;
  onGo(material: string, field: FieldKey | null): void;
  onCorrection(field: FieldKey): void;
}

const OF_LATER_STEPS: readonly OpenItem['kind'][] = ['firstPass', 'secondPass', 'identity'];

/** What still keeps the first check from being passed, item by item, each one click from where it is settled. */
export function HeldBack({ view, onGo, onCorrection }: HeldBackProps): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const items = view.openItems.filter(({ kind }) => !OF_LATER_STEPS.includes(kind));
  if (items.length === 0) return null;
  function go({ kind, material, field }: OpenItem): void {
    if (kind === 'correctionOpen' && field !== null) onCorrection(field as FieldKey);
    else if (material !== null) onGo(material, field as FieldKey | null);
  }
  return (
    <section className={styles.heldBack} aria-label={t('review:heldBack')}>
      <h3>{t('review:heldBack')}</h3>
      <ul>
        {items.map((item) => (
          <li key={`${item.kind} ${item.material ?? ''} ${item.field ?? ''}`}>
            <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => go(item)}>
              {t(`review:openItem.${item.kind}`, {
                material: item.material === null ? '' : materialName(view, item.material, language, t), field: item.field === null ? '' : t(`fields:${item.field}`),
              })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
