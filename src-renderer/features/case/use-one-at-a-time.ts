import { useCallback, useRef } from 'react';

/** Runs one piece of work at a time: a second stroke that comes before the screen has followed the first does nothing. */
export function useOneAtATime(): (work: () => Promise<unknown>) => void {
  const underWay = useRef(false);
  return useCallback((work) => {
    if (underWay.current) return;
    underWay.current = true;
    void work().finally(() => {
      underWay.current = false;
    });
  }, []);
}
