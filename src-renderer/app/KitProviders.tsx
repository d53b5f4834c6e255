import { useMemo, useState, type ReactNode } from 'react';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useTranslation } from 'react-i18next';
import { readCatalogues } from '../i18n/catalogues';
import { addCatalogues } from '../i18n/i18n';
import { useLanguage } from './language';
import { admitLibraryStyles, findPageNonce } from './style-nonce';
import { themeOf, type DeskSize } from './theme';

const ANT_LOCALES = { 'zh-CN': zhCN, en: enUS } as const;

/** The kit of tables, dialogs and forms with the page's nonce, and the texts of every area. Inside of `PageProviders`. */
export function KitProviders({ size, children }: { size: DeskSize; children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const { i18n } = useTranslation();
  const [nonce] = useState(admitStyles);
  useState(() => addCatalogues(i18n, readCatalogues()));
  const theme = useMemo(() => themeOf(size), [size]);
  return (
    <ConfigProvider locale={ANT_LOCALES[language]} theme={theme} {...(nonce === null ? {} : { csp: { nonce } })} button={{ autoInsertSpace: false }}>
      <AntApp>{children}</AntApp>
    </ConfigProvider>
  );
}

function admitStyles(): string | null {
  const nonce = findPageNonce();
  if (nonce !== null) admitLibraryStyles(nonce);
  return nonce;
}
