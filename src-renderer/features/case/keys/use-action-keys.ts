import { useHotkeys, type Hotkey } from '../../../ui/use-hotkeys';
import type { KeyedAction } from './keyed-action';

/** A button that has the focus keeps its own Enter and Space. */
const PRESSES_ITSELF = 'button, a[href], summary, [role="button"], [role="checkbox"], [role="radio"]';

function hotkeyOf(action: KeyedAction, onBlocked: (action: KeyedAction) => void): Hotkey {
  return (event) => {
    if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof Element && event.target.closest(PRESSES_ITSELF) !== null) return false;
    if (event.repeat && !action.repeats) return undefined;
    if (action.blocked !== null) onBlocked(action);
    else action.run();
    return undefined;
  };
}

/** Binds every key of the actions. A held key acts once unless the action repeats, so that nothing is confirmed by leaning on a key. */
export function useActionKeys(actions: readonly KeyedAction[], onBlocked: (action: KeyedAction) => void, enabled: boolean): void {
  const hotkeys = Object.fromEntries(actions.flatMap((action) => action.keys.map((key) => [key, hotkeyOf(action, onBlocked)])));
  useHotkeys(hotkeys, { enabled });
}
