import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-preload/contract/cases';
import type { Credential } from '../../../../src-preload/contract/common';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import { mayTakeDown } from '../identity/identity-actions';
import { firstForm, isFilled, shownPaper } from '../identity/paper-form';
import { PaperFields } from '../identity/PaperFields';
import { registeredDocument } from '../identity/registered-document';
import { WayChoice, type Way } from '../identity/WayChoice';
import type { StepProps } from '../room';
import { DecisionPanel } from './DecisionPanel';
import { ReasonField } from './ReasonField';
import { useOthers } from './use-others';

const WIDE = 680;

/** What the form holds; a paper that was taken down before is there to be mended. Of a document without a chip the reason is known. */
function useWays(view: CaseView) {
  const { t } = useTranslation();
  const { registrationNo, awaits } = view;
  const identityPapers = mayTakeDown(view) ? view.identityPapers : [];
  const shown = view.pendingCard?.paper;
  const [way, setWay] = useState<Way>(identityPapers.length === 0 ? 'consent' : (shown?.document ?? identityPapers[0]?.document ?? 'consent'));
  const [form, setForm] = useState(() => firstForm(shown?.typed ?? null));
  const rule = identityPapers.find(({ document }) => document === way);
  const usual = awaits === 'paper' && rule !== undefined ? t('identity:otherWays.noChip', { document: registeredDocument(view, t) }) : '';
  const reason = useDraft(`case/${registrationNo}/otherWays`, shown?.reason ?? usual);
  const complete = reason.value.trim() !== '' && (rule === undefined || isFilled(form, rule));
  const ways: readonly Way[] = [...identityPapers.map(({ document }) => document), 'consent'];
  return { reason, ways, way, setWay, form, setForm, rule, complete };
}

/** Moves the focus to the first field below the ways, once one was chosen by its digit. */
function useLeadOn() {
  const fields = useRef<HTMLDivElement>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times > 0) fields.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [times]);
  return { fields, leadOn: () => setTimes((before) => before + 1) };
}

/**
 * Identity without the chip: a paper that is taken down, laid beside the registration and judged like a card, or an approver's
 * word alone. The reason stays in the record.
 */
export function OtherWaysPanel({ view, room }: StepProps): ReactNode {
  const { t } = useTranslation();
  const { registrationNo } = view;
  const { reason, ways, way, setWay, form, setForm, rule, complete } = useWays(view);
  const { fields, leadOn } = useLeadOn();
  const show = useDeskCommand('identity.show');
  const consent = useDeskCommand('identity.consent');
  const approvers = useOthers('approver');
  async function send(approver: Credential | null): Promise<void> {
    const given = { registrationNo, reason: reason.value.trim() };
    if (rule !== undefined) {
      if ((await show.send({ ...given, ...shownPaper(form, rule) })) !== null) room.closePanel();
    } else if (approver !== null && (await consent.send({ ...given, approver })) !== null) {
      reason.clear();
      room.closePanel();
    }
  }
  return (
    <DecisionPanel title={t('identity:otherWays.title')} explanation={t(rule === undefined ? 'identity:otherWays.byConsent' : 'identity:otherWays.byPaper')} width={WIDE}
      confirmText={t(rule === undefined ? 'identity:otherWays.confirm' : 'identity:otherWays.compare')} consenting={rule === undefined ? approvers : null}
      complete={complete} pending={show.pending || consent.pending} refusal={rule === undefined ? consent.refusal : show.refusal} onCancel={room.closePanel} onConfirm={(approver) => void send(approver)}>
      <WayChoice ways={ways} value={way} onChange={setWay} onChosen={(chosen) => {
        setWay(chosen);
        leadOn();
      }} />
      <div ref={fields} data-begins-here={view.pendingCard?.paper === undefined && view.awaits === 'card' ? undefined : ''}>
        {rule !== undefined && <PaperFields rule={rule} form={form} onChange={setForm} />}
        <ReasonField label={t('identity:otherWays.reason')} hint={t(`identity:otherWays.hints.${way}`)} value={reason.value} onChange={reason.change} autoFocus={false} />
      </div>
    </DecisionPanel>
  );
}
