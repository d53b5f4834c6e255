import type { ReactNode } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseView, CorrectionRuleView } from '../../../../src-preload/contract/cases';
import { useLanguage } from '../../../app/language';
import { materialName } from '../material-name';
import styles from './correction.module.css';

/** What this site asks before it corrects this field: evidence, who agrees, and on which days. */
export function RuleBeside({ view, rule }: { view: CaseView; rule: CorrectionRuleView | null }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (rule === null || !rule.correctable) return <aside className={styles.rule}><Alert type="error" showIcon title={t('case:rule.notCorrectable')} /></aside>;
  return (
    <aside className={styles.rule} aria-label={t('case:rule.title')}>
      <h3>{t('case:rule.title')}</h3>
      {!rule.insideSchedule && <Alert type="warning" showIcon title={t('case:rule.outside')} />}
      {rule.risk === 'high' && <Alert type="warning" showIcon title={t('case:rule.highRisk')} />}
      <h4>{t('case:rule.evidence')}</h4>
      {rule.evidenceKinds.length === 0 ? <p>{t('case:rule.noEvidence')}</p>
        : <ul>{rule.evidenceKinds.map((kind) => <li key={kind}>{materialName(view, kind, language, t)}</li>)}</ul>}
      <h4>{t('case:rule.who')}</h4>
      <p>{t('case:rule.approver')}</p>
      <h4>{t('case:rule.days')}</h4>
      {rule.days.length === 0 ? <p>{t('case:rule.noDays')}</p> : <ul>{rule.days.map((day) => <li key={day}>{day}</li>)}</ul>}
      {view.sheet !== null && <Alert type="info" showIcon title={t('case:rule.voidsSheet', { revision: view.sheet.revision })} />}
    </aside>
  );
}
