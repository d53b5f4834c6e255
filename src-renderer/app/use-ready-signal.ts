import { useLayoutEffect } from 'react';

/** Tells whoever watches the page from outside that it stands, with what main answered, and is painted in this very frame. */
export function useReadySignal(page: 'staff' | 'candidate', isReady: boolean): void {
  useLayoutEffect(() => {
    if (isReady) document.documentElement.dataset['ready'] = page;
  }, [page, isReady]);
}
