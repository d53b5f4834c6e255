import { createContext, useContext } from 'react';
import type { Language } from '../i18n/language';

export interface LanguageChoice {
  language: Language;
  setLanguage(language: Language): void;
}

export const LanguageContext = createContext<LanguageChoice | null>(null);

/** The language of this window and how to change it. */
export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('no language: wrap the window in DeskProviders');
  return choice;
}
