import { hasSignature, inkAfter, isFull, NO_INK, sampleCount, type Ink, type InkEvent } from './ink';

/** Width and height of the signing area in CSS px. */
export interface AreaSize {
  width: number;
  height: number;
}

/** What the screen around the area needs to know; changes only when one of its values does. */
export interface InkSummary {
  /** There is more than a dot. */
  signed: boolean;
  full: boolean;
  attempts: number;
  samples: number;
}

/**
 * The ink of the sheet on the screen. It lives beside the area that it is drawn in, so that scrolling, another size of the
 * screen or drawing the page anew loses none of it.
 */
export class SignatureInk {
  private current: Ink = NO_INK;
  private size: AreaSize | null = null;
  private summary: InkSummary = summaryOf(NO_INK);
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly getSummary = (): InkSummary => this.summary;

  get ink(): Ink {
    return this.current;
  }

  /** The size in which the ink is measured: that of the first stroke, as long as there is ink. */
  areaFor(shown: AreaSize): AreaSize {
    return this.size ?? shown;
  }

  /** Answers the ink as it was before. */
  take(event: InkEvent, shown: AreaSize): Ink {
    const before = this.current;
    this.current = inkAfter(before, event);
    this.size = sampleCount(this.current) === 0 ? null : (this.size ?? shown);
    this.tell();
    return before;
  }

  clear(): void {
    this.take({ type: 'clear' }, { width: 0, height: 0 });
  }

  private tell(): void {
    const next = summaryOf(this.current);
    const { signed, full, attempts, samples } = this.summary;
    if (next.signed === signed && next.full === full && next.attempts === attempts && next.samples === samples) return;
    this.summary = next;
    for (const listener of this.listeners) listener();
  }
}

function summaryOf(ink: Ink): InkSummary {
  return { signed: hasSignature(ink), full: isFull(ink), attempts: ink.attempts, samples: sampleCount(ink) };
}
