import type { ReactNode } from 'react';
import type { StepProps } from '../room';
import { AwaitCard } from './AwaitCard';
import { AwaitPaper } from './AwaitPaper';
import { JudgeCard } from './JudgeCard';

/** Who stands here: the chip beside the registration, or another way. */
export function IdentityStep({ view, room }: StepProps): ReactNode {
  const { pendingCard } = view;
  if (pendingCard === null) return view.awaits === 'paper' ? <AwaitPaper view={view} room={room} /> : <AwaitCard view={view} room={room} />;
  return <JudgeCard key={pendingCard.readId} view={view} room={room} card={pendingCard} />;
}
