import { useState, type FormEvent, type ReactNode } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionView } from '../../../../src-preload/contract/cases';
import type { Credential } from '../../../../src-preload/contract/common';
import { useDeskCommand, useDeskQuery } from '../../../app/desk-client';
import { CredentialFields } from '../../../ui/CredentialFields';
import { KeyHint } from '../../../ui/KeyHint';
import { RefusalNotice } from '../../../ui/RefusalNotice';
import { ReasonField } from '../panels/ReasonField';
import { useOthers } from '../panels/use-others';
import type { StepProps } from '../room';
import { AskedChange } from './AskedChange';
import styles from './correction.module.css';

export interface DecideCorrectionProps extends StepProps {
  correction: CorrectionView;
}

/** The correction waits for an approver: at another desk, or here with that person's own PIN while the candidate waits. */
export function DecideCorrection({ view, room, correction }: DecideCorrectionProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const decide = useDeskCommand('corrections.decide');
  const withdraw = useDeskCommand('corrections.withdraw');
  const approvers = useOthers('approver', [correction.requestedById]);
  const mine = useDeskQuery('session.get', {}).data?.staff?.id === correction.requestedById;
  const [chosen, setChosen] = useState<Credential>({ staffId: '', pin: '' });
  const [typedCode, setTypedCode] = useState('');
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const only = approvers.length === 1 ? approvers[0] : undefined;
  const approver = { ...chosen, staffId: chosen.staffId === '' ? (only?.id ?? '') : chosen.staffId };
  const signed = approver.staffId !== '' && approver.pin !== '';
  const complete = signed && (refusing ? reason.trim() !== '' : !correction.highRisk || typedCode.trim() !== '');
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!complete || decide.pending) return;
    await decide.send({
      registrationNo, correctionId: correction.id, approver, decision: refusing ? 'refused' : 'approved', reason: refusing ? reason.trim() : null,
      typedCode: correction.highRisk && !refusing ? typedCode.trim() : null,
    });
  }
  async function takeBack(): Promise<void> {
    if ((await withdraw.send({ registrationNo, correctionId: correction.id })) !== null) room.closePanel();
  }
  return (
    <>
      <AskedChange view={view} correction={correction} />
      <Form layout="vertical" component="div">
        <form className={styles.decide} onSubmit={(event) => void send(event)}>
          <h3>{t('case:decide.here')}</h3>
          {approvers.length === 0 && <Alert type="warning" showIcon title={t('case:consent.nobody')} description={t('case:decide.leave')} />}
          {approvers.length > 0 && <div className={styles.credential}><CredentialFields people={approvers} value={approver} refusal={decide.refusal} onChange={setChosen} disabled={decide.pending} /></div>}
          {correction.highRisk && !refusing && (
            <Form.Item label={t('case:decide.typedCode', { field: t(`fields:${correction.field}`) })} htmlFor="correction-code" required extra={t('case:decide.typedCodeHint')}>
              <Input id="correction-code" value={typedCode} maxLength={10} autoComplete="off" onChange={(event) => setTypedCode(event.target.value)} />
            </Form.Item>
          )}
          {refusing && <ReasonField label={t('case:decide.refusalReason')} value={reason} onChange={setReason} />}
          <RefusalNotice refusal={decide.refusal ?? withdraw.refusal} />
          <div className={styles.buttons}>
            <Button onClick={room.closePanel}>{t('case:decide.leaveInInbox')}<KeyHint keys="Esc" /></Button>
            {mine && <Button loading={withdraw.pending} onClick={() => void takeBack()}>{t('case:decide.withdraw')}</Button>}
            {approvers.length > 0 && <Button danger={!refusing} onClick={() => setRefusing(!refusing)}>{t(refusing ? 'case:decide.backToApprove' : 'case:decide.refuse')}</Button>}
            <Button type="primary" danger={refusing} htmlType="submit" disabled={!complete} loading={decide.pending}>{t(refusing ? 'case:decide.confirmRefusal' : 'case:decide.approve')}<KeyHint keys="Enter" /></Button>
          </div>
        </form>
      </Form>
    </>
  );
}
