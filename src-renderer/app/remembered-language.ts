import { isLanguage, LANGUAGES, type Language } from '../i18n/language';

const KEY = 'countersign.language';

/** The language that this machine's counter chose last. */
export function recallLanguage(): Language {
  const kept = window.localStorage.getItem(KEY);
  return isLanguage(kept) ? kept : LANGUAGES[0];
}

/** Keeps the choice on this machine, and tells the desk, whose own dialogs speak it too. */
export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(KEY, language);
  void window.desk.session.setLanguage({ language });
}
