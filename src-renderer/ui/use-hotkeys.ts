import { useEffect, useRef } from 'react';

/** What a key does. Return `false` to let the key go on to others. */
export type Hotkey = (event: KeyboardEvent) => void | false;

/** Keys by name as in `KeyboardEvent.key`, with `Alt+`, `Ctrl+`, `Shift+` before it: `F4`, `Alt+1`, `/`, `Enter`. */
export type Hotkeys = Readonly<Record<string, Hotkey | undefined>>;

const CHOOSING = 'input[type="radio"], input[type="checkbox"]';
const CHOOSES_WITH = [' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';
const IN_DIALOG = '.ant-modal-wrap, [role="dialog"]';

/**
 * Binds keys for as long as the component is shown. Plain keys are left to a field that is being typed in,
 * every key is left to an input method that is composing, and to a dialog that is open above (unless `inDialog`).
 */
export function useHotkeys(hotkeys: Hotkeys, options: { enabled?: boolean; inDialog?: boolean } = {}): void {
  const newest = useRef(hotkeys);
  useEffect(() => {
    newest.current = hotkeys;
  });
  const { enabled = true, inDialog = false } = options;
  useEffect(() => {
    if (!enabled) return undefined;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const hotkey = newest.current[nameOf(event)];
      if (hotkey === undefined || belongsToOther(event, inDialog)) return;
      if (hotkey(event) !== false) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled, inDialog]);
}

function belongsToOther(event: KeyboardEvent, inDialog: boolean): boolean {
  if (!inDialog && isDialogOpen()) return true;
  const plain = !event.altKey && !event.ctrlKey && !/^F\d+$/.test(event.key);
  return plain && event.key !== 'Escape' && event.target instanceof Element && takesKey(event.target, event.key);
}

/** A text field takes every plain key, a radio button or checkbox only those it is moved and set with. */
function takesKey(target: Element, key: string): boolean {
  if (target.matches(CHOOSING)) return CHOOSES_WITH.includes(key);
  return target.closest(TYPING) !== null;
}

function isDialogOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>(IN_DIALOG)].some((dialog) => dialog.style.display !== 'none' && dialog.getClientRects().length > 0);
}

/** `Alt+1` for the digit with Alt held, whatever that combination types on this keyboard. */
function nameOf(event: KeyboardEvent): string {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const key = digit !== undefined && event.altKey ? digit : event.key.length === 1 && event.key !== ' ' ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey && event.key.length > 1 ? 'Shift+' : ''}${key}`;
}
