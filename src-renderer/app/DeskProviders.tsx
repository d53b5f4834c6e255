import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { I18nextProvider } from 'react-i18next';
import type { DeskApi } from '../../src-preload/contract/desk-api';
import { createI18n } from '../i18n/i18n';
import type { Language } from '../i18n/language';
import { DeskClientProvider } from './desk-client';
import { LanguageContext } from './language';
import { admitLibraryStyles, findPageNonce } from './style-nonce';
import { themeOf, type DeskSize } from './theme';

const ANT_LOCALES = { 'zh-CN': zhCN, en: enUS } as const;

export interface DeskProvidersProps {
  desk: DeskApi;
  language: Language;
  size: DeskSize;
  /** Told when the person chooses another language, e.g. to remember it. */
  onLanguage?: (language: Language) => void;
  children: ReactNode;
}

/** What both windows stand on: desk, texts, theme with the page's nonce, and the answers of the desk. */
export function DeskProviders({ desk, language: first, size, onLanguage, children }: DeskProvidersProps): ReactNode {
  const [language, setLanguage] = useState(first);
  const [i18n] = useState(() => createI18n(first));
  const [client] = useState(createQueryClient);
  const [nonce] = useState(admitStyles);
  const theme = useMemo(() => themeOf(size), [size]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => ({
    language,
    setLanguage(next: Language): void {
      void i18n.changeLanguage(next);
      setLanguage(next);
      onLanguage?.(next);
    },
  }), [language, i18n, onLanguage]);
  return (
    <LanguageContext.Provider value={choice}>
      <I18nextProvider i18n={i18n}>
        <ConfigProvider locale={ANT_LOCALES[language]} theme={theme} {...(nonce === null ? {} : { csp: { nonce } })} button={{ autoInsertSpace: false }}>
          <QueryClientProvider client={client}>
            <AntApp>
              <DeskClientProvider desk={desk}>{children}</DeskClientProvider>
            </AntApp>
          </QueryClientProvider>
        </ConfigProvider>
      </I18nextProvider>
    </LanguageContext.Provider>
  );
}

function admitStyles(): string | null {
  const nonce = findPageNonce();
  if (nonce !== null) admitLibraryStyles(nonce);
  return nonce;
}

/** The desk is on this machine: nothing pauses when the network is away, and a refusal is an answer, not a fault to retry. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 30_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
