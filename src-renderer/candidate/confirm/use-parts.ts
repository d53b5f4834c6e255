import { useEffect, useState } from 'react';
import type { Span } from '../sheet/block-span';
import { splitIntoParts, type MeasuredBlock } from './split-parts';

/** Space kept above and below a part on the screen. */
export const PART_MARGIN = 12;
const LEAST_AVAILABLE = 160;

/** By section: the index of the first block of each of its parts. */
export type Parts = Readonly<Record<string, readonly number[]>>;

const ONE_PART: readonly number[] = [0];

export function partsOf(parts: Parts, section: string): readonly number[] {
  return parts[section] ?? ONE_PART;
}

/**
 * Measures the sections where they are drawn and splits what is higher than the screen; again whenever the screen, the
 * texts or the fonts change.
 */
export function useParts(view: HTMLElement | null): Parts {
  const [parts, setParts] = useState<Parts>({});
  useEffect(() => {
    if (view === null) return undefined;
    const observer = new ResizeObserver(() => setParts((before) => keepSame(before, measureAll(view))));
    for (const drawn of [view, ...sectionsIn(view)]) observer.observe(drawn);
    return () => observer.disconnect();
  }, [view]);
  return parts;
}

function sectionsIn(view: HTMLElement): HTMLElement[] {
  return [...view.querySelectorAll<HTMLElement>('[data-section]')];
}

function measureAll(view: HTMLElement): Parts {
  return Object.fromEntries(sectionsIn(view).map((section) => [section.dataset['section'] ?? '', measure(section, view.clientHeight)]));
}

function measure(section: HTMLElement, screen: number): readonly number[] {
  const grids = [...section.querySelectorAll<HTMLElement>('[data-blocks]')];
  const blocks = grids.flatMap((grid) => [...grid.children]).map((block): MeasuredBlock => ({
    span: Number(block.getAttribute('data-span')) as Span, height: block.getBoundingClientRect().height,
  }));
  return splitIntoParts(blocks, Math.max(LEAST_AVAILABLE, screen - 2 * PART_MARGIN - frameHeight(grids[0])));
}

/** What a part needs beside its blocks: heading, buttons, padding. */
function frameHeight(grid: HTMLElement | undefined): number {
  const part = grid?.closest('[data-part]');
  if (grid === undefined || part === null || part === undefined) return 0;
  return part.getBoundingClientRect().height - grid.getBoundingClientRect().height;
}

/** The same split is the same object: nothing is drawn again for it. */
function keepSame(before: Parts, after: Parts): Parts {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
