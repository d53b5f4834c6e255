import type { Ink, InkEvent } from './ink';
import { isNearArea, kindOfPointer, sampleOf, type InkFrame } from './ink-sample';
import { paintAll, paintChange, type Picture } from './paint-ink';
import type { SignatureInk } from './signature-ink';

/**
 * Takes what pens, fingers and mice do on the signing area, paints it at once, and paints it anew when the area changes.
 * Answers a function that lets go again; the ink stays with `signature`.
 */
export function followPointers(area: HTMLCanvasElement, signature: SignatureInk, startedAt: number): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const surface = surfaceOf(area, signature);

  function take(event: InkEvent): void {
    const before = signature.take(event, surface.shownSize());
    surface.paintChange(before);
  }
  function samplesOf(event: PointerEvent): ReturnType<typeof sampleOf>[] {
    const frame = surface.frame();
    const kind = kindOfPointer(event.pointerType);
    const coalesced = event.type === 'pointermove' ? event.getCoalescedEvents() : [];
    return (coalesced.length > 0 ? coalesced : [event]).map((each) => sampleOf(each, kind, frame, startedAt)).filter((sample) => isNearArea(sample, frame));
  }

  area.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    capture(area, event.pointerId);
    take({ type: 'down', pointer: event.pointerId, kind: kindOfPointer(event.pointerType), at: event.timeStamp, samples: samplesOf(event) });
  }, { signal });
  area.addEventListener('pointermove', (event) => take({ type: 'move', pointer: event.pointerId, samples: samplesOf(event) }), { signal });
  area.addEventListener('pointerup', (event) => take({ type: 'up', pointer: event.pointerId, samples: samplesOf(event) }), { signal });
  for (const name of ['pointercancel', 'lostpointercapture'] as const) {
    area.addEventListener(name, (event) => take({ type: 'lost', pointer: event.pointerId }), { signal });
  }
  followPen(area.ownerDocument, take, signal);
  const unsubscribe = signature.subscribe(() => surface.paintIfCleared());
  const stopSizing = surface.followSize();
  return () => {
    stop.abort();
    unsubscribe();
    stopSizing();
  };
}

/** A pen anywhere over the page tells that a hand is about to rest on the glass. */
function followPen(page: Document, take: (event: InkEvent) => void, signal: AbortSignal): void {
  for (const name of ['pointerover', 'pointermove'] as const) {
    page.addEventListener(name, (event) => {
      if (event.pointerType === 'pen') take({ type: 'penNear', at: event.timeStamp });
    }, { signal, capture: true });
  }
  page.addEventListener('pointerout', (event) => {
    if (event.pointerType === 'pen' && event.relatedTarget === null) take({ type: 'penGone', at: event.timeStamp });
  }, { signal });
}

function capture(area: HTMLCanvasElement, pointer: number): void {
  try {
    area.setPointerCapture(pointer);
  } catch {
    // A pointer that was lifted in the meantime cannot be captured; its up or cancel follows.
  }
}

interface Surface {
  shownSize(): { width: number; height: number };
  frame(): InkFrame;
  paintChange(before: Ink): void;
  paintIfCleared(): void;
  followSize(): () => void;
}

/** The canvas as a surface for ink: sharp at every device pixel ratio, and as quick to the screen as the machine can. */
function surfaceOf(area: HTMLCanvasElement, signature: SignatureInk): Surface {
  const canvas = area.getContext('2d', { desynchronized: true, alpha: false });
  let painted: Ink = signature.ink;

  function shownSize(): { width: number; height: number } {
    const { width, height } = area.getBoundingClientRect();
    return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
  }
  function frame(): InkFrame {
    const { left, top } = area.getBoundingClientRect();
    const shown = shownSize();
    const { width, height } = signature.areaFor(shown);
    return { left, top, width, height, scale: Math.min(shown.width / width, shown.height / height) };
  }
  function picture(): Picture {
    const { height, scale } = frame();
    return { height, scale: scale * window.devicePixelRatio };
  }
  function paintAnew(): void {
    if (canvas !== null) paintAll(canvas, picture(), signature.ink);
    painted = signature.ink;
  }
  return {
    shownSize,
    frame,
    paintChange(before) {
      if (canvas !== null && painted === before) paintChange(canvas, picture(), before, signature.ink);
      else if (painted !== signature.ink) paintAnew();
      painted = signature.ink;
    },
    paintIfCleared() {
      if (signature.ink.strokes.length === 0 && signature.ink.phase.name === 'idle' && painted !== signature.ink) paintAnew();
    },
    followSize() {
      const observer = new ResizeObserver(() => {
        const { width, height } = area.getBoundingClientRect();
        area.width = Math.max(1, Math.round(width * window.devicePixelRatio));
        area.height = Math.max(1, Math.round(height * window.devicePixelRatio));
        paintAnew();
      });
      observer.observe(area, { box: 'device-pixel-content-box' });
      return () => observer.disconnect();
    },
  };
}
