import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CandidateView } from '../../src-preload/contract/signing';
import { askDesk, useDesk } from '../app/desk-client';
import { isNewPresentation } from './presentation';

/** While nobody is at the screen it asks now and then: a store that was opened or a package that came in is told to nobody. */
const ASK_AGAIN_MS = 5_000;

export interface ShownView {
  /** Null until the desk has a store. */
  view: CandidateView | null;
  /** Counts presentations of a sheet: what belongs to one is forgotten with it. */
  presentation: number;
}

/** What the desk wants on the candidate's screen. `onTurn` is told of each new view and the one before it. */
export function useCandidateView(onTurn: (view: CandidateView, before: CandidateView | null) => void): ShownView {
  const desk = useDesk();
  const [shown, setShown] = useState<ShownView>({ view: null, presentation: 0 });
  const newest = useRef<CandidateView | null>(null);
  const told = useRef(0);
  const take = useEffectEvent((view: CandidateView) => {
    onTurn(view, newest.current);
    newest.current = view;
    setShown((before) => ({ view, presentation: before.presentation + (isNewPresentation(before.view, view) ? 1 : 0) }));
  });
  useEffect(() => desk.on('candidate.changed', (view) => {
    told.current += 1;
    take(view);
  }), [desk]);
  const idle = shown.view === null || shown.view.step === 'welcome';
  useEffect(() => {
    if (!idle) return undefined;
    let over = false;
    async function ask(): Promise<void> {
      const before = told.current;
      const view = await askDesk(desk, 'candidate.get', {}).catch(() => null);
      if (view !== null && !over && before === told.current) take(view);
    }
    void ask();
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [desk, idle]);
  return shown;
}
