import { useLayoutEffect, useRef } from 'react';
import type { Language } from '../i18n/language';
import { useLanguage } from './language';

/** Once the desk has told it, the page goes on in the language that was chosen here last, before a word of the desk is painted. */
export function useKeptLanguage(kept: Language | undefined): void {
  const { language, setLanguage } = useLanguage();
  const isTaken = useRef(false);
  useLayoutEffect(() => {
    if (kept === undefined || isTaken.current) return;
    isTaken.current = true;
    if (kept !== language) setLanguage(kept);
  }, [kept, language, setLanguage]);
}
