import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseListPage, CaseState } from '../../../src-preload/contract/cases';
import { countOf, STATES } from './case-filter';
import styles from './StateFilter.module.css';

export interface StateFilterProps {
  state: CaseState | null;
  counts: CaseListPage['countsByState'] | null;
  onState(state: CaseState | null): void;
}

/** How many stand where, and the list of one of them. */
export function StateFilter({ state, counts, onState }: StateFilterProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.states} role="group" aria-label={t('cases:filter')}>
      {[null, ...STATES].map((each) => (
        <button key={each ?? 'all'} type="button" className={styles.state} aria-pressed={each === state} onClick={() => onState(each)}>
          <span>{each === null ? t('cases:allStates') : t(`common:state.${each}`)}</span>
          <span className={styles.count}>{counts === null ? '' : countOf(counts, each).toLocaleString('en-US')}</span>
        </button>
      ))}
    </div>
  );
}
