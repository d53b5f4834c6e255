import { useState, type ReactNode } from 'react';
import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import { needsConsent } from '../available';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { PapersField } from './PapersField';
import { ReasonField } from './ReasonField';
import { useOthers } from './use-others';

/** The site does not pass the candidate and gives the papers back: an approver's decision, with a reason. */
export function RefusePanel({ view, room, impostor: suspected }: StepProps & { impostor: boolean }): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const refuse = useDeskCommand('cases.refuse');
  const approvers = useOthers('approver');
  const reason = useDraft(`case/${registrationNo}/refuse`, suspected ? t('case:refuse.impostorReason') : '');
  const [impostor, setImpostor] = useState(suspected);
  const [returned, setReturned] = useState<readonly string[]>(() => view.materials.filter(({ code, state }) => code !== '-' && state !== 'missing').map(({ code }) => code));
  return (
    <DecisionPanel title={t('case:refuse.title')} explanation={t('case:refuse.explanation')} confirmText={t('case:refuse.confirm')} look="stop"
      consenting={needsConsent(view, 'refuse') ? approvers : null} complete={reason.value.trim() !== ''} pending={refuse.pending} refusal={refuse.refusal} onCancel={room.closePanel}
      onConfirm={(approver) => void refuse.send({ registrationNo, reason: reason.value.trim(), impostor, returned: [...returned], approver }).then((answer) => {
        if (answer === null) return;
        reason.clear();
        room.closePanel();
      })}>
      <ReasonField label={t('case:refuse.reason')} value={reason.value} onChange={reason.change} />
      <Form.Item><Checkbox checked={impostor} onChange={(event) => setImpostor(event.target.checked)}>{t('case:refuse.impostor')}</Checkbox></Form.Item>
      <PapersField view={view} label={t('case:refuse.returned')} value={returned} onChange={setReturned} />
    </DecisionPanel>
  );
}
