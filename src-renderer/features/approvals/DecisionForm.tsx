import type { ReactNode } from 'react';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../src-preload/contract/cases';
import { KeyHint } from '../../ui/KeyHint';
import { RefusalNotice } from '../../ui/RefusalNotice';
import { useHotkeys } from '../../ui/use-hotkeys';
import type { DecisionWork } from './use-decision';
import styles from './DecisionForm.module.css';

/** Approve, or refuse with a reason. A high-risk correction asks for the new code to be typed. */
export function DecisionForm({ correction, work }: { correction: CorrectionView; work: DecisionWork }): ReactNode {
  const { t } = useTranslation();
  const canApprove = !work.pending && (!correction.highRisk || work.typedCode.trim() !== '');
  const canRefuse = !work.pending && work.reason.trim() !== '';
  useHotkeys({ F9: () => (canApprove ? work.decide('approved') : undefined), F8: () => (canRefuse ? work.decide('refused') : undefined) });
  return (
    <Form layout="vertical" component="div" className={`${styles.form}`}>
      <div className={styles.fields}>
        {correction.highRisk && (
          <Form.Item label={t('approvals:typeCode', { field: t(`fields:${correction.field}`) })} htmlFor="approval-code">
            <Input id="approval-code" value={work.typedCode} maxLength={10} inputMode="numeric" autoComplete="off" onChange={(event) => work.setTypedCode(event.target.value)} />
          </Form.Item>
        )}
        <Form.Item label={t('approvals:decisionReason')} htmlFor="approval-reason" extra={t('approvals:decisionReasonHint')}>
          <Input.TextArea id="approval-reason" value={work.reason} maxLength={500} rows={2} onChange={(event) => work.setReason(event.target.value)} />
        </Form.Item>
      </div>
      {work.asking === null && <RefusalNotice refusal={work.refusal} />}
      <div className={styles.buttons}>
        <Button type="primary" size="large" disabled={!canApprove} loading={work.pending} aria-keyshortcuts="F9" onClick={() => work.decide('approved')}>{t('approvals:approve')} <KeyHint keys="F9" /></Button>
        <Button size="large" disabled={!canRefuse} aria-keyshortcuts="F8" onClick={() => work.decide('refused')}>{t('approvals:refuse')} <KeyHint keys="F8" /></Button>
      </div>
    </Form>
  );
}
