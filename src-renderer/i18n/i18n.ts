import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalogues } from './catalogue-files';
import { LANGUAGES, type Language } from './language';

/** The texts of one window: one namespace per area, `t('shell:signOut')`. Both windows make their own. */
export function createI18n(language: Language, catalogues: Catalogues): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: LANGUAGES[0],
    resources: catalogues,
    ns: Object.keys(catalogues[LANGUAGES[0]]),
    defaultNS: 'common',
    // React escapes what it draws; escaping here too would show `&amp;`.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return instance;
}

/** Adds the areas that the window did not begin with. */
export function addCatalogues(instance: i18n, catalogues: Catalogues): void {
  for (const language of LANGUAGES) {
    for (const [area, catalogue] of Object.entries(catalogues[language])) {
      if (!instance.hasResourceBundle(language, area)) instance.addResourceBundle(language, area, catalogue);
    }
  }
}
