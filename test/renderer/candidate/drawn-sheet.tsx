import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetContentView } from '../../../src-preload/contract/signing';
import { DeskProviders } from '../../../src-renderer/app/DeskProviders';
import { planSections } from '../../../src-renderer/candidate/sheet/plan-sections';
import { sectionBlocks, type ConfirmView } from '../../../src-renderer/candidate/sheet/section-blocks';
import { BlockGrid } from '../../../src-renderer/candidate/sheet/SheetBlock';
import type { Language } from '../../../src-renderer/i18n/language';
import { createMockDesk } from '../../support/mock-desk-api';
import { WithoutStyles } from '../without-styles';
import { confirmView } from './candidate-desk';

function DrawnSections({ view, language }: { view: ConfirmView; language: Language }): ReactNode {
  const { t } = useTranslation();
  return planSections(view.sheet, view.sections).map((section) => <BlockGrid key={section.id} blocks={sectionBlocks(t, language, view, section)} />);
}

const desk = createMockDesk();

/** Draws a sheet with the candidate page's own parts and hands over the element it stands in. */
export function withDrawnSheet<T>(sheet: SheetContentView, language: Language, read: (root: HTMLElement) => T): T {
  const shown = render(<DeskProviders desk={desk.api} language={language} size="touch"><DrawnSections view={confirmView(sheet)} language={language} /></DeskProviders>, { wrapper: WithoutStyles });
  try {
    return read(shown.container);
  } finally {
    cleanup();
  }
}
