import { useEffect, useRef, useState } from 'react';
import { useDeskCommand } from '../../app/desk-client';
import type { ShownRefusal } from '../../ui/refusal-text';
import { NOTHING_CONFIRMED, withConfirmedPart, type ConfirmFlow } from './confirm-flow';
import { bringIntoView } from './scroll';
import { afterPaint, isWhollyVisible, visibleBox } from './visible-box';

/** So long no section takes a confirmation after one was given: a double tap must not confirm what has just come up. */
const REST_MS = 600;

export interface Confirming {
  flow: ConfirmFlow;
  /** Nothing can be confirmed this moment: an answer is awaited, or one has just come. */
  busy: boolean;
  refusal: ShownRefusal | null;
  /** Confirms a part of a section as it stands on the screen. */
  confirm(section: string, part: number, of: number, element: HTMLElement): Promise<void>;
  /** Something in the section is wrong: the sheet goes back to the counter. */
  doubt(section: string): Promise<void>;
}

/** The candidate's word on each section, given to the desk together with where the section stands on the screen. */
export function useConfirming(revision: number, screen: HTMLElement | null, onDoubted: (section: string | null) => void): Confirming {
  const [flow, setFlow] = useState(NOTHING_CONFIRMED);
  const [working, setWorking] = useState(false);
  const [resting, rest] = useRest();
  const confirmation = useDeskCommand('candidate.confirmSection');
  const doubting = useDeskCommand('candidate.doubt');
  return {
    flow,
    busy: working || resting || doubting.pending,
    refusal: confirmation.refusal ?? doubting.refusal,
    async confirm(section, part, of, element) {
      if (screen === null) return;
      setWorking(true);
      const box = await boxOf(element, screen);
      const answer = await confirmation.send({ revision, section, part: { n: part + 1, of }, box });
      if (answer !== null) setFlow((before) => withConfirmedPart(before, section, part, of));
      rest();
      setWorking(false);
    },
    async doubt(section) {
      confirmation.reset();
      onDoubted(section);
      if ((await doubting.send({ revision, section })) === null) onDoubted(null);
    },
  };
}

/** Where the part stands once all of it is on the screen and nothing moves any more. */
async function boxOf(element: HTMLElement, screen: HTMLElement): Promise<ReturnType<typeof visibleBox>> {
  if (isWhollyVisible(element.getBoundingClientRect(), screen.getBoundingClientRect())) screen.scrollTo({ top: screen.scrollTop, behavior: 'instant' });
  else bringIntoView(element, screen, 'instant');
  await afterPaint();
  return visibleBox(element.getBoundingClientRect(), screen.getBoundingClientRect());
}

function useRest(): [boolean, () => void] {
  const [resting, setResting] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return [resting, () => {
    setResting(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setResting(false), REST_MS);
  }];
}
