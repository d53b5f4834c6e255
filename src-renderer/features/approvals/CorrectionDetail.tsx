import type { ReactNode } from 'react';
import { ArrowRightOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../src-preload/contract/cases';
import type { StaffView } from '../../../src-preload/contract/session';
import { showTime } from '../../i18n/times';
import { CredentialPrompt } from '../../ui/CredentialPrompt';
import { Panel } from '../../ui/Panel';
import { DecisionForm } from './DecisionForm';
import { EvidenceImages } from './EvidenceImages';
import { useDecision } from './use-decision';
import styles from './CorrectionDetail.module.css';

export interface CorrectionDetailProps {
  correction: CorrectionView;
  staff: StaffView | null;
  onOpenCase(registrationNo: string): void;
}

/** One correction: what it changes, on what evidence, asked for by whom; and the decision. */
export function CorrectionDetail({ correction, staff, onOpenCase }: CorrectionDetailProps): ReactNode {
  const { t } = useTranslation();
  const work = useDecision(correction, staff);
  const field = t(`fields:${correction.field}`);
  return (
    <Panel title={t('approvals:of', { name: correction.candidateName, field })} flush className={styles.panel}
      extra={<Button size="small" onClick={() => onOpenCase(correction.registrationNo)}>{t('approvals:openCase', { no: correction.registrationNo })}</Button>}>
      <div className={styles.page}>
        <div className={styles.detail}>
          {correction.highRisk && <Alert type="warning" showIcon title={t('approvals:highRiskHint')} />}
          <Change correction={correction} />
          <div className={styles.grounds}>
            <dl className={styles.facts}>
              <dt>{t('approvals:reason')}</dt><dd>{correction.reason}</dd>
              <dt>{t('approvals:requester')}</dt><dd>{correction.requestedBy} · {showTime(correction.requestedAt)}</dd>
            </dl>
            <EvidenceImages evidence={correction.evidence} />
          </div>
        </div>
        <DecisionForm correction={correction} work={work} />
      </div>
      <CredentialPrompt open={work.asking !== null} title={t('approvals:consent.title')} people={work.approvers} pending={work.pending} refusal={work.refusal}
        confirmText={t(work.asking === 'refused' ? 'approvals:refuse' : 'approvals:approve')} onConsent={work.consent} onCancel={work.stopAsking}
        consentTo={<><p>{t(work.asking === 'refused' ? 'approvals:consent.refuse' : 'approvals:consent.approve', { name: correction.candidateName, field })}</p><Change correction={correction} /></>} />
    </Panel>
  );
}

function Change({ correction }: { correction: CorrectionView }): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles.change}>
      <div className={styles.old}><span className={styles.label}>{t('approvals:old')}</span><span className={styles.value}>{correction.old === '' ? t('common:none') : correction.old}</span></div>
      <ArrowRightOutlined className={`${styles.arrow}`} aria-hidden="true" />
      <div className={styles.new}><span className={styles.label}>{t('approvals:new')}</span><span className={styles.value}>{correction.new}</span></div>
    </div>
  );
}
