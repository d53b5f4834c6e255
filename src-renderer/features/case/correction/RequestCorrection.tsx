import type { KeyboardEvent, ReactNode } from 'react';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CorrectionRuleView, FieldKey } from '../../../../src-preload/contract/cases';
import { useDeskCommand } from '../../../app/desk-client';
import { useDraft } from '../../../app/drafts';
import { classes } from '../../../ui/classes';
import { KeyHint } from '../../../ui/KeyHint';
import { RefusalNotice } from '../../../ui/RefusalNotice';
import { ReasonField } from '../panels/ReasonField';
import type { StepProps } from '../room';
import type { Evidence } from './evidence';
import { EvidenceField } from './EvidenceField';
import { RuleBeside } from './RuleBeside';
import styles from './correction.module.css';

interface Wish {
  value: string;
  reason: string;
  evidence: readonly Evidence[];
}

/** What is asked to be changed, why, and on what evidence, with the site's rule beside it. What was typed outlives the form. */
export function RequestCorrection({ view, room, field, rule }: StepProps & { field: FieldKey; rule: CorrectionRuleView | null }): ReactNode {
  const { t, i18n } = useTranslation();
  const { registrationNo } = view;
  const old = valueNow(view, field);
  const request = useDeskCommand('corrections.request');
  const draft = useDraft<Wish>(`correction/${registrationNo}/${field}`, { value: field === 'idNumber' ? '' : old, reason: '', evidence: [] });
  const wish = draft.value;
  const set = (change: Partial<Wish>): void => {
    request.reset();
    draft.change({ ...wish, ...change });
  };
  const closed = rule === null || !rule.correctable || !rule.insideSchedule;
  const complete = !closed && wish.value.trim() !== old && wish.reason.trim() !== '' && (rule.evidenceKinds.length === 0 || wish.evidence.length > 0);
  async function send(): Promise<void> {
    if (!complete || request.pending) return;
    const answer = await request.send({ registrationNo, field, value: wish.value.trim(), reason: wish.reason.trim(), evidence: [...wish.evidence] });
    if (answer !== null) draft.clear();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.ctrlKey && !event.nativeEvent.isComposing) void send();
  }
  const format = `case:correction.format.${field}`;
  return (
    <div className={styles.beside}>
      <Form layout="vertical" component="div" onKeyDown={onKeyDown}>
        <div className={styles.change}>
          <Form.Item label={t('case:correction.old')}><output className={styles.old}>{old === '' ? t('case:emptyValue') : old}</output></Form.Item>
          <Form.Item label={t('case:correction.new')} htmlFor="correction-new" required extra={i18n.exists(format) ? t(format) : undefined}>
            <NewValue isLong={[...old].length > ONE_LINE} value={wish.value} disabled={closed} onChange={(value) => set({ value })} />
          </Form.Item>
        </div>
        <ReasonField label={t('case:correction.reason')} value={wish.reason} disabled={closed} autoFocus={false} onChange={(reason) => set({ reason })} />
        <EvidenceField view={view} rule={rule} disabled={closed} value={wish.evidence} onChange={(evidence) => set({ evidence })} />
        <RefusalNotice refusal={request.refusal} />
        <div className={classes(styles.buttons, styles.foot)}>
          <Button onClick={room.closePanel}>{t('common:cancel')}<KeyHint keys="Esc" /></Button>
          <Button type="primary" disabled={!complete} loading={request.pending} aria-keyshortcuts="Control+Enter" onClick={() => void send()}>{t('case:correction.request')}<KeyHint keys="Ctrl+Enter" /></Button>
        </div>
      </Form>
      <RuleBeside view={view} rule={rule} />
    </div>
  );
}

/** Values longer than this are typed over several lines, so that all of it is seen while it is changed. */
const ONE_LINE = 14;
const LINES = 5;

/** One line of text, however it is broken on the screen. */
function NewValue({ isLong, value, disabled, onChange }: { isLong: boolean; value: string; disabled: boolean; onChange(value: string): void }): ReactNode {
  const common = { id: 'correction-new', className: styles.new ?? '', value, disabled, autoFocus: true, maxLength: 500, autoComplete: 'off' };
  if (!isLong) return <Input {...common} onFocus={(event) => event.target.select()} onChange={(event) => onChange(event.target.value)} />;
  return (
    <Input.TextArea {...common} rows={LINES} onFocus={(event) => event.target.select()} onPressEnter={(event) => event.preventDefault()}
      onChange={(event) => onChange(event.target.value.replace(/\s*[\r\n]+\s*/g, ''))} />
  );
}

/** The present value; one that is not in the overview (the ID number) stands on the paper that proves it. */
function valueNow(view: StepProps['view'], field: FieldKey): string {
  const onPaper = view.materials.flatMap((material) => material.fields).find((each) => each.field === field);
  return view.values.find((each) => each.field === field)?.value ?? onPaper?.value ?? '';
}
