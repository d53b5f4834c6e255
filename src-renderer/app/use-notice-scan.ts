import { useEffect, useRef, useState } from 'react';
import { askDesk, useDesk } from './desk-client';
import { HeldKeys } from './held-keys';
import { ScanDetector, type KeyStroke } from './scan-detector';

export interface NoticeScan {
  /** What was scanned and opened nothing, and how many registrations it fits. */
  told: { text: string; found: number } | null;
  dismiss(): void;
}

const SEARCH = '[aria-keyshortcuts="/"]';
const TYPING = 'input, textarea, select, [contenteditable="true"]';
const DIALOG = '.ant-modal-wrap, [role="dialog"]';

/** The first line of a passport, which ends by a key of its own: its number stands on the second, which comes at once. */
const FIRST_OF_TWO_LINES = /^P[A-Z<]{43}$/i;

/** A field that is typed in takes what comes, however fast; only the search for cases takes scans. */
function isTypedIn(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(DIALOG) !== null || (target.closest(TYPING) !== null && !target.matches(SEARCH));
}

function strokeOf({ code, shiftKey, repeat, timeStamp }: KeyboardEvent): KeyStroke {
  return { code, shiftKey, repeat, at: timeStamp };
}

/** The search as it was before the scanner typed into it: what was scanned is no search, and an input method gives up what it composed. */
function restore(field: HTMLInputElement, value: string): void {
  field.blur();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
}

/**
 * The barcode of a candidate's notice or the lines of a passport, read by a scanner that plays a keyboard, find the case and open it;
 * they never say who stands here. While a case is open what is scanned does nothing: its Enter must confirm no person, and none of its characters may
 * press a key of the desk. Keys that may begin a scan wait there until the desk knows whose they are.
 */
export function useNoticeScan(openCase: string | null, onOpen: (registrationNo: string) => void): NoticeScan {
  const desk = useDesk();
  const [told, setTold] = useState<NoticeScan['told']>(null);
  const newest = useRef({ openCase, onOpen });
  useEffect(() => {
    newest.current = { openCase, onOpen };
  });
  useEffect(() => {
    const detector = new ScanDetector();
    const held = new HeldKeys(() => detector.isFast());
    let before: { field: HTMLInputElement; value: string } | null = null;
    async function find(text: string): Promise<void> {
      const { items, total } = await askDesk(desk, 'cases.list', { text, states: [], offset: 0, limit: 2 });
      const [only] = items;
      // Nobody may have opened a case meanwhile.
      if (newest.current.openCase !== null) return;
      setTold(total === 1 && only !== undefined ? null : { text, found: total });
      if (total === 1 && only !== undefined) newest.current.onOpen(only.registrationNo);
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (held.hasWaited(event)) return;
      if (isTypedIn(event.target)) return held.release();
      if (detector.beginsAt(event.timeStamp)) before = event.target instanceof HTMLInputElement ? { field: event.target, value: event.target.value } : null;
      const stroke = event.ctrlKey || event.altKey || event.metaKey ? null : strokeOf(event);
      const waits = stroke !== null && newest.current.openCase !== null && detector.mayBelong(stroke);
      const text = stroke === null ? null : detector.feed(stroke);
      if (waits) return held.hold(event);
      if (text === null) return /^Shift/.test(event.code) ? undefined : held.release();
      held.drop();
      event.preventDefault();
      event.stopImmediatePropagation();
      if (newest.current.openCase !== null) return;
      if (before !== null) restore(before.field, before.value);
      if (FIRST_OF_TWO_LINES.test(text)) return;
      find(text).catch(() => setTold({ text, found: 0 }));
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      held.drop();
    };
  }, [desk]);
  return { told, dismiss: () => setTold(null) };
}
