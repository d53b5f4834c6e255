import { useEffect } from 'react';

/** Tells whoever watches the page from outside that it stands: painted, with what main answered. */
export function useReadySignal(page: 'staff' | 'candidate', isReady: boolean): void {
  useEffect(() => {
    if (isReady) document.documentElement.dataset['ready'] = page;
  }, [page, isReady]);
}
