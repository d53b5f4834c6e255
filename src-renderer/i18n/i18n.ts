import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readCatalogues } from './catalogues';
import { LANGUAGES, type Language } from './language';

/** The texts of one window: one namespace per area, `t('shell:signOut')`. Both windows make their own. */
export function createI18n(language: Language): i18n {
  const resources = readCatalogues();
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: LANGUAGES[0],
    resources,
    ns: Object.keys(resources[LANGUAGES[0]]),
    defaultNS: 'common',
    // React escapes what it draws; escaping here too would show `&amp;`.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return instance;
}
