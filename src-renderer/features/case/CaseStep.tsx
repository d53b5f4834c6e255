import type { ReactNode } from 'react';
import type { FieldKey } from '../../../src-preload/contract/cases';
import { AsideStep } from './aside/AsideStep';
import { CompareStep } from './compare/CompareStep';
import { LookBackStep } from './compare/LookBackStep';
import { DoneStep } from './done/DoneStep';
import { IdentityStep } from './identity/IdentityStep';
import type { StepProps } from './room';
import { SecondCheckStep } from './second-check/SecondCheckStep';
import { SignStep } from './sign/SignStep';

/** The step that main says the case is at. Before signing, the papers can be opened once more at what was doubted. */
export function CaseStep({ view, room, lookingBack }: StepProps & { lookingBack: readonly FieldKey[] | null }): ReactNode {
  if (lookingBack !== null) return <LookBackStep view={view} room={room} doubted={lookingBack} />;
  switch (view.step) {
    case 'identity': return <IdentityStep view={view} room={room} />;
    case 'compare': return <CompareStep view={view} room={room} />;
    case 'secondCheck': return <SecondCheckStep view={view} room={room} />;
    case 'sign': return <SignStep view={view} room={room} />;
    case 'done': return <DoneStep view={view} room={room} />;
    case 'aside': return <AsideStep view={view} room={room} />;
  }
}
