import { useState, type ReactNode } from 'react';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../src-preload/contract/cases';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import { useLanguage } from '../../../app/language';
import { materialName } from '../material-name';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { ReasonField } from './ReasonField';

const FINDINGS_AGAINST: readonly Finding[] = ['other', 'certificationPending'];

/** A word on a whole paper that is not plain acceptance: contested, or accepted with a signed commitment. */
export function DecideMaterialPanel({ view, room, material, decision }: StepProps & { material: string; decision: 'contested' | 'acceptedWithCommitment' }): ReactNode {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { registrationNo } = view;
  const decide = useDeskCommand('review.decideMaterial');
  const reason = useDraft(`case/${registrationNo}/${decision}/${material}`, '');
  const findings = decision === 'contested' ? FINDINGS_AGAINST : (view.materials.find(({ code }) => code === material)?.commitment ?? []);
  const [finding, setFinding] = useState<Finding>(findings[0] ?? 'other');
  return (
    <DecisionPanel title={t(`review:decide.${decision}.title`, { material: materialName(view, material, language, t) })} explanation={t(`review:decide.${decision}.explanation`)}
      confirmText={t(`review:decide.${decision}.confirm`)} look={decision === 'contested' ? 'stop' : 'primary'} consenting={null} complete={reason.value.trim() !== ''}
      pending={decide.pending} refusal={decide.refusal} onCancel={room.closePanel}
      onConfirm={() => void decide.send({ registrationNo, material, decision, finding, reason: reason.value.trim() }).then((answer) => {
        if (answer === null) return;
        reason.clear();
        room.closePanel();
      })}>
      <ReasonField label={t(`review:decide.${decision}.reason`)} hint={t(`review:decide.${decision}.hint`)} value={reason.value} onChange={reason.change} />
      <Form.Item label={t('review:decide.finding')}>
        <Radio.Group value={finding} onChange={(event) => setFinding(event.target.value as Finding)}
          options={findings.map((value) => ({ value, label: t(`review:finding.${value}`) }))} />
      </Form.Item>
    </DecisionPanel>
  );
}
