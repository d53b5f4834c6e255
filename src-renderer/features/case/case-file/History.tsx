import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryLine } from '../../../../src-preload/contract/cases';
import { showTime } from '../../../i18n/times';
import styles from './case-file.module.css';

/** The case's story as the log tells it, newest first. */
export function History({ lines }: { lines: readonly HistoryLine[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('case:file.history')}</h3>
      <table className={styles.history}>
        <thead><tr><th scope="col">{t('case:file.seq')}</th><th scope="col">{t('case:file.at')}</th><th scope="col">{t('case:file.what')}</th><th scope="col">{t('case:file.who')}</th></tr></thead>
        <tbody>
          {lines.toReversed().map(({ seq, at, kind, by, deskId }) => (
            <tr key={seq}><td>{seq}</td><td>{showTime(at)}</td><td>{t([`audit:${kind}`, 'case:file.otherEvent'], { kind })}</td><td>{t('case:file.byDesk', { name: by ?? t('common:none'), desk: deskId })}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
