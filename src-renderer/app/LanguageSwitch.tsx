import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../i18n/language';
import { classes } from '../ui/classes';
import { useLanguage } from './language';
import styles from './LanguageSwitch.module.css';

/** Each language is named in itself, so that it is found by those who read no other. */
const NAMES = { 'zh-CN': '中文', en: 'English' } as const;

export function LanguageSwitch({ tone }: { tone: 'light' | 'bar' }): ReactNode {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  return (
    <div className={classes(styles.group, styles[tone])} role="group" aria-label={t('shell:language')}>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} className={styles.choice} onClick={() => setLanguage(each)}>{NAMES[each]}</button>
      ))}
    </div>
  );
}
