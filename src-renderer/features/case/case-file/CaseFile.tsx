import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskDrawer } from '../../../ui/DeskDrawer';
import type { StepProps } from '../room';
import { CorrectionsSoFar } from './CorrectionsSoFar';
import { History } from './History';
import { Values } from './Values';
import styles from './case-file.module.css';

const WIDTH_PX = 860;

/** Everything the desk holds of the case in one place: every value, what was corrected, and what happened when. */
export function CaseFile({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const extra = Object.entries(view.extra).filter(([, value]) => value !== '');
  return (
    <DeskDrawer open title={t('case:file.title', { name: view.name })} size={WIDTH_PX} onClose={room.closePanel} closable={{ 'aria-label': t('common:close') }}>
      <div className={styles.file}>
        <Values view={view} room={room} />
        {extra.length > 0 && (
          <section>
            <h3>{t('case:file.extra')}</h3>
            <dl className={styles.values}>{extra.map(([header, value]) => <div key={header}><dt>{header}</dt><dd>{value}</dd></div>)}</dl>
          </section>
        )}
        <CorrectionsSoFar corrections={view.corrections} />
        <History lines={view.history} />
      </div>
    </DeskDrawer>
  );
}
