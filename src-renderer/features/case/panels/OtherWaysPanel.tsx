import { useState, type ReactNode } from 'react';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../../src-preload/contract/desk-api';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { ReasonField } from './ReasonField';
import styles from './panels.module.css';
import { useOthers } from './use-others';

type Method = Input<'identity.consent'>['method'];
const METHODS: readonly Method[] = ['temporaryId', 'policeCertificate', 'document', 'consent'];

/** Identity without the chip: what was shown instead, why, and an approver who consents. The sheet says so. */
export function OtherWaysPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const consent = useDeskCommand('identity.consent');
  const approvers = useOthers('approver');
  const reason = useDraft(`case/${registrationNo}/otherWays`, '');
  const [method, setMethod] = useState<Method>('temporaryId');
  return (
    <DecisionPanel title={t('identity:otherWays.title')} explanation={t('identity:otherWays.explanation')} confirmText={t('identity:otherWays.confirm')} consenting={approvers}
      complete={reason.value.trim() !== ''} pending={consent.pending} refusal={consent.refusal} onCancel={room.closePanel}
      onConfirm={(approver) => approver !== null && void consent.send({ registrationNo, method, reason: reason.value.trim(), approver }).then((answer) => {
        if (answer === null) return;
        reason.clear();
        room.closePanel();
      })}>
      <Form.Item label={t('identity:otherWays.method')}>
        <Radio.Group className={styles.stacked ?? ''} value={method} onChange={(event) => setMethod(event.target.value as Method)}
          options={METHODS.map((value) => ({ value, label: t(`identity:otherWays.methods.${value}`) }))} />
      </Form.Item>
      <ReasonField label={t('identity:otherWays.reason')} hint={t('identity:otherWays.reasonHint')} value={reason.value} onChange={reason.change} />
    </DecisionPanel>
  );
}
