/** How far the candidate is in a section that was split because it is higher than the screen. */
export interface PartProgress {
  of: number;
  confirmed: readonly number[];
}

/** By section. A section that fits the screen has an entry too, once it was confirmed here. */
export type ConfirmFlow = Readonly<Record<string, PartProgress>>;

export const NOTHING_CONFIRMED: ConfirmFlow = {};

/** After a part was confirmed. A section that was split anew in between (another screen size) begins again. */
export function withConfirmedPart(flow: ConfirmFlow, section: string, part: number, of: number): ConfirmFlow {
  const before = flow[section];
  if (before !== undefined && isComplete(before)) return flow;
  const kept = before?.of === of ? before.confirmed.filter((each) => each !== part) : [];
  return { ...flow, [section]: { of, confirmed: [...kept, part] } };
}

function isComplete({ of, confirmed }: PartProgress): boolean {
  return confirmed.length === of;
}

/** The first part that still waits for its confirmation. */
export function nextPart(flow: ConfirmFlow, section: string, of: number): number {
  const progress = flow[section];
  if (progress?.of !== of) return 0;
  const open = Array.from({ length: of }, (_each, part) => part).find((part) => !progress.confirmed.includes(part));
  return open ?? 0;
}

export function isPartConfirmed(flow: ConfirmFlow, section: string, part: number, of: number): boolean {
  const progress = flow[section];
  return progress !== undefined && (isComplete(progress) || (progress.of === of && progress.confirmed.includes(part)));
}

/**
 * A section is confirmed when the desk says so and every part of it was confirmed on this screen. After the page was
 * loaded again nothing is known of parts: a section that fits the screen stands as the desk says, a split one is asked again.
 */
export function isSectionConfirmed(flow: ConfirmFlow, section: string, byDesk: boolean, of: number): boolean {
  const progress = flow[section];
  return byDesk && (progress === undefined ? of === 1 : isComplete(progress));
}
