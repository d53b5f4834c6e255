import type { ReactNode } from 'react';
import { CaseFile } from './case-file/CaseFile';
import { CorrectionPanel } from './correction/CorrectionPanel';
import { ConsentToPaperPanel } from './panels/ConsentToPaperPanel';
import { DecideMaterialPanel } from './panels/DecideMaterialPanel';
import { NotSamePersonPanel } from './panels/NotSamePersonPanel';
import { OtherWaysPanel } from './panels/OtherWaysPanel';
import { RefusePanel } from './panels/RefusePanel';
import { ReleasePanel } from './panels/ReleasePanel';
import { ReopenPanel } from './panels/ReopenPanel';
import { SecondPassPanel } from './panels/SecondPassPanel';
import { SendBackPanel } from './panels/SendBackPanel';
import { SupplementPanel } from './panels/SupplementPanel';
import { TakeOverPanel } from './panels/TakeOverPanel';
import type { StepProps } from './room';

/** What lies over the counter now. The overlay of keys belongs to the step, which knows its keys. */
export function CasePanels({ view, room }: StepProps): ReactNode {
  const { panel } = room;
  if (panel === null) return null;
  switch (panel.kind) {
    case 'correction': return <CorrectionPanel key={panel.field} view={view} room={room} field={panel.field} />;
    case 'contest': return <DecideMaterialPanel view={view} room={room} material={panel.material} decision="contested" />;
    case 'commitment': return <DecideMaterialPanel view={view} room={room} material={panel.material} decision="acceptedWithCommitment" />;
    case 'otherWays': return <OtherWaysPanel view={view} room={room} />;
    case 'notSamePerson': return <NotSamePersonPanel view={view} room={room} readId={panel.readId} />;
    case 'consentToPaper': return <ConsentToPaperPanel view={view} room={room} readId={panel.readId} answers={panel.answers} />;
    case 'refuse': return <RefusePanel view={view} room={room} impostor={panel.impostor} />;
    case 'supplement': return <SupplementPanel view={view} room={room} />;
    case 'release': return <ReleasePanel view={view} room={room} />;
    case 'takeOver': return <TakeOverPanel view={view} room={room} />;
    case 'reopen': return <ReopenPanel view={view} room={room} />;
    case 'secondPass': return <SecondPassPanel view={view} room={room} />;
    case 'sendBack': return <SendBackPanel view={view} room={room} />;
    case 'caseFile': return <CaseFile view={view} room={room} />;
    case 'keys': return null;
  }
}
