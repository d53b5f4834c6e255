import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { I18nextProvider } from 'react-i18next';
import type { DeskApi } from '../../src-preload/contract/desk-api';
import { readFrontCatalogues } from '../i18n/front-catalogues';
import { createI18n } from '../i18n/i18n';
import type { Language } from '../i18n/language';
import { DeskClientProvider, deskQuery } from './desk-client';
import { LanguageContext } from './language';

export interface PageProvidersProps {
  desk: DeskApi;
  language: Language;
  /** Told when the person chooses another language, e.g. to remember it. */
  onLanguage?: (language: Language) => void;
  /** Asked at once, before the first thing is drawn that will want the answers. */
  firstQuestions?: readonly ('session.get' | 'staff.list')[];
  children: ReactNode;
}

/** What every page stands on, and the first of them alone: desk, its answers, the texts needed before the desk is read. */
export function PageProviders({ desk, language: first, onLanguage, firstQuestions = [], children }: PageProvidersProps): ReactNode {
  const [language, setLanguage] = useState(first);
  const [i18n] = useState(() => createI18n(first, readFrontCatalogues()));
  const [client] = useState(() => askedAtOnce(createQueryClient(), desk, firstQuestions));
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
        <QueryClientProvider client={client}>
          <DeskClientProvider desk={desk}>{children}</DeskClientProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </LanguageContext.Provider>
  );
}

function askedAtOnce(client: QueryClient, desk: DeskApi, questions: readonly ('session.get' | 'staff.list')[]): QueryClient {
  for (const channel of questions) void client.prefetchQuery(deskQuery(desk, channel, {}));
  return client;
}

/** What a command said and was answered may be a PIN, a chip's data or a typed document: it goes with the screen that sent it, in milliseconds. */
const COMMAND_KEPT_MS = 1_000;

/** The desk is on this machine: nothing pauses when the network is away, and a refusal is an answer, not a fault to retry. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: 30_000 },
      mutations: { networkMode: 'always', retry: false, gcTime: COMMAND_KEPT_MS },
    },
  });
}
