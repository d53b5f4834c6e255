import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectionRuleView, FieldKey } from '../../../../src-preload/contract/cases';
import { DeskDrawer } from '../../../ui/DeskDrawer';
import type { StepProps } from '../room';
import { ApprovedCorrection } from './ApprovedCorrection';
import { correctionStage, decidedOf, type CorrectionStage } from './correction-stage';
import { DecideCorrection } from './DecideCorrection';
import { RefusedCorrection } from './RefusedCorrection';
import { RequestCorrection } from './RequestCorrection';

const WIDTH_PX = 840;

/** A correction of one field: asked for, then decided by another person here or at another desk; a refused one leads on to the papers. */
export function CorrectionPanel({ view, room, field }: StepProps & { field: FieldKey }): ReactNode {
  const { t } = useTranslation();
  const [decidedBefore] = useState(() => decidedOf(view.corrections));
  const rule = view.correctionRules.find((each) => each.field === field) ?? null;
  return (
    <DeskDrawer open title={t('case:correction.title', { field: t(`fields:${field}`) })} size={WIDTH_PX} onClose={room.closePanel} mask={{ closable: false }}
      closable={{ 'aria-label': t('common:close') }}>
      <Stage view={view} room={room} field={field} rule={rule} stage={correctionStage(view.corrections, field, decidedBefore)} />
    </DeskDrawer>
  );
}

function Stage({ view, room, field, rule, stage }: StepProps & { field: FieldKey; rule: CorrectionRuleView | null; stage: CorrectionStage }): ReactNode {
  switch (stage.kind) {
    case 'ask': return <RequestCorrection view={view} room={room} field={field} rule={rule} />;
    case 'waiting': return <DecideCorrection view={view} room={room} correction={stage.correction} />;
    case 'approved': return <ApprovedCorrection room={room} correction={stage.correction} />;
    case 'refused': return <RefusedCorrection room={room} correction={stage.correction} />;
  }
}
