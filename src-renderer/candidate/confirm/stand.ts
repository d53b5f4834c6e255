import type { PlannedSection } from '../sheet/plan-sections';
import { isSectionConfirmed, nextPart, type ConfirmFlow } from './confirm-flow';
import { partsOf, type Parts } from './use-parts';

export interface SectionStand {
  id: string;
  planned: PlannedSection;
  toConfirm: boolean;
  starts: readonly number[];
  confirmed: boolean;
  /** The part whose turn it is, or null when the turn is elsewhere. */
  current: number | null;
}

export interface Stand {
  sections: readonly SectionStand[];
  /** How many sections still wait for their confirmation. */
  open: number;
  /** What the candidate should look at now: `<section>-<part>`, or where the declaration or the signature begins. */
  turn: string;
}

const WHOLE: readonly number[] = [0];

/** Where the candidate is: the first section that is not confirmed has the turn, any other may be confirmed before it. */
export function standOf(plan: readonly PlannedSection[], byDesk: readonly { id: string; confirmed: boolean }[], flow: ConfirmFlow, parts: Parts): Stand {
  const sections = plan.map((planned): SectionStand => {
    const { id, toConfirm } = planned;
    const starts = toConfirm ? partsOf(parts, id) : WHOLE;
    const confirmed = toConfirm && isSectionConfirmed(flow, id, byDesk.some((each) => each.id === id && each.confirmed), starts.length);
    return { id, planned, toConfirm, starts, confirmed, current: null };
  });
  const open = sections.filter(({ toConfirm, confirmed }) => toConfirm && !confirmed);
  const [next] = open;
  if (next === undefined) return { sections, open: 0, turn: sections.some(({ toConfirm }) => !toConfirm) ? 'declaration-0' : 'sign' };
  const current = nextPart(flow, next.id, next.starts.length);
  return { sections: sections.map((each) => (each === next ? { ...each, current } : each)), open: open.length, turn: `${next.id}-${current}` };
}
