import { useState, type ReactNode } from 'react';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import { DayField } from '../../../ui/DayField';
import { missingPapers } from '../compare/paper-work';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { PapersField } from './PapersField';
import { ReasonField } from './ReasonField';

/** Papers that the candidate brings later: which, why, and by when. What was decided so far stays. */
export function SupplementPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const owe = useDeskCommand('cases.oweSupplement');
  const reason = useDraft(`case/${registrationNo}/supplement`, '');
  const [missing, setMissing] = useState<readonly string[]>(() => view.materials.filter((material) => missingPapers(view).includes(material) || material.state === 'contested').map(({ code }) => code));
  const [lastDay, setLastDay] = useState('');
  return (
    <DecisionPanel title={t('case:supplement.title')} explanation={t('case:supplement.explanation')} confirmText={t('case:supplement.confirm')} consenting={null}
      complete={reason.value.trim() !== '' && missing.length > 0 && lastDay !== ''} pending={owe.pending} refusal={owe.refusal} onCancel={room.closePanel}
      onConfirm={() => void owe.send({ registrationNo, reason: reason.value.trim(), missing: [...missing], lastDay }).then((answer) => {
        if (answer === null) return;
        reason.clear();
        room.closePanel();
      })}>
      <PapersField view={view} label={t('case:supplement.missing')} value={missing} onChange={setMissing} />
      <Form.Item label={t('case:supplement.lastDay')} htmlFor="case-last-day" required>
        <DayField id="case-last-day" value={lastDay} onChange={setLastDay} />
      </Form.Item>
      <ReasonField label={t('case:supplement.reason')} value={reason.value} onChange={reason.change} autoFocus={false} />
    </DecisionPanel>
  );
}
