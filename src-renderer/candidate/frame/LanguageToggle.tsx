import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/language';
import { LANGUAGES } from '../../i18n/language';
import styles from './LanguageToggle.module.css';

/** Each language is named in itself, so that it is found by those who read no other. */
const NAMES = { 'zh-CN': '中文', en: 'English' } as const;

/** Changes the labels; the values of the sheet stay as they are. */
export function LanguageToggle(): ReactNode {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  return (
    <div className={styles.group} role="group" aria-label={t('candidate:language.choose')}>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} className={styles.choice} onClick={() => setLanguage(each)}>{NAMES[each]}</button>
      ))}
    </div>
  );
}
