import { useEffect, useRef } from 'react';
import { askDesk, useDesk } from '../../app/desk-client';

/** The counter sees the hand move at most this often. */
const EVERY_MS = 400;

/** Tells the counter how much ink there is, a few times a second at most. It only shows there, so an answer that fails is let go. */
export function useInkProgress(samples: number): void {
  const desk = useDesk();
  const sent = useRef({ samples: 0, at: -EVERY_MS });
  useEffect(() => {
    if (sent.current.samples === samples) return undefined;
    const wait = Math.max(0, sent.current.at + EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      sent.current = { samples, at: performance.now() };
      askDesk(desk, 'candidate.inkProgress', { samples }).catch(() => undefined);
    }, wait);
    return () => clearTimeout(timer);
  }, [desk, samples]);
}
