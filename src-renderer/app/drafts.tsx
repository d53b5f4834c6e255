import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

type Drafts = Map<string, unknown>;

const DraftsContext = createContext<Drafts | null>(null);

/** Holds what people have typed but not sent yet, in memory only, for one signed-in person. */
export function DraftsProvider({ children }: { children: ReactNode }): ReactNode {
  const [drafts] = useState<Drafts>(() => new Map());
  return <DraftsContext.Provider value={drafts}>{children}</DraftsContext.Provider>;
}

export interface Draft<T> {
  value: T;
  change(value: T): void;
  /** After it was sent. */
  clear(): void;
}

/**
 * A value being typed that outlives its screen: another room, another case, or a fault of the screen lose no entry.
 * `key` names the place, e.g. `correction/20269901000001/workUnit`. Never for PINs or ID numbers.
 */
export function useDraft<T>(key: string, first: T): Draft<T> {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error('no drafts: wrap the screen in DraftsProvider');
  const [, redraw] = useState(0);
  const value = drafts.has(key) ? (drafts.get(key) as T) : first;
  const change = useCallback((next: T) => {
    drafts.set(key, next);
    redraw((count) => count + 1);
  }, [drafts, key]);
  const clear = useCallback(() => {
    drafts.delete(key);
    redraw((count) => count + 1);
  }, [drafts, key]);
  return useMemo(() => ({ value, change, clear }), [value, change, clear]);
}
