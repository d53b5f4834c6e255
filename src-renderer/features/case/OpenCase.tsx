import { useState, type ReactNode } from 'react';
import type { CaseView, FieldKey } from '../../../src-preload/contract/cases';
import type { ShownRefusal } from '../../ui/refusal-text';
import { caseActions } from './case-actions';
import { CaseHeader, ID_NUMBER } from './CaseHeader';
import styles from './case.module.css';
import { CasePanels } from './CasePanels';
import { CaseStep } from './CaseStep';
import { ActionButton } from './keys/ActionButton';
import type { Panel, Room } from './room';
import { Standstill } from './Standstill';
import { StepBar } from './StepBar';

export interface OpenCaseProps {
  view: CaseView;
  onClose(): void;
}

/** The room of a case that was opened: who, where on the way, the step's own work, and what lies over it. */
export function OpenCase({ view, onClose }: OpenCaseProps): ReactNode {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [told, setTold] = useState<{ refusal: ShownRefusal; of: CaseView } | null>(null);
  const [doubted, setDoubted] = useState<{ fields: readonly FieldKey[]; passes: number } | null>(null);
  // A correction asked for on the way sends the passes back: what is signed afterwards is another sheet.
  const lookingBack = view.step === 'sign' && doubted?.passes === view.passes.length ? doubted.fields : null;
  const room: Room = {
    panel,
    open: setPanel,
    closePanel: () => setPanel(null),
    caseActions: caseActions(view, { open: setPanel, showIdNumber: pressIdNumber, leave: onClose }),
    told: told?.of === view ? told.refusal : null,
    tell: (refusal) => setTold(refusal === null ? null : { refusal, of: view }),
    leave: onClose,
    lookBack: (fields) => setDoubted({ fields, passes: view.passes.length }),
    endLookBack: () => setDoubted(null),
  };
  return (
    <div className={styles.room}>
      <CaseHeader view={view} />
      <StepBar step={lookingBack === null ? view.step : 'compare'}>
        {room.caseActions.filter(({ place }) => place === 'head').map((action) => <ActionButton key={action.name} action={action} size="small" onBlocked={() => undefined} />)}
      </StepBar>
      <Standstill view={view} />
      <CaseStep key={lookingBack === null ? view.step : 'lookBack'} view={view} room={room} lookingBack={lookingBack} />
      <CasePanels view={view} room={room} />
    </div>
  );
}

/** The key asks for the number exactly as the button beside it does. */
function pressIdNumber(): void {
  document.querySelector<HTMLButtonElement>(`[${ID_NUMBER}] button`)?.click();
}
