import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { DeskProviders } from '../../src-renderer/app/DeskProviders';
import { DraftsProvider } from '../../src-renderer/app/drafts';
import { StaffWindow } from '../../src-renderer/app/StaffWindow';
import type { Language } from '../../src-renderer/i18n/language';
import { createMockDesk, type MockDesk } from '../support/mock-desk-api';
import { WithoutStyles } from './without-styles';

export interface ShownDesk extends RenderResult {
  desk: MockDesk;
  user: UserEvent;
}

/** Part of the staff window on a pretended desk. */
export function showOnDesk(part: ReactNode, desk: MockDesk = createMockDesk(), language: Language = 'zh-CN'): ShownDesk {
  window.desk = desk.api;
  const shown = render(<DeskProviders desk={desk.api} language={language} size="desk"><DraftsProvider>{part}</DraftsProvider></DeskProviders>, { wrapper: WithoutStyles });
  return { ...shown, desk, user: userEvent.setup() };
}

/** The whole staff window on a pretended desk. */
export function showStaffWindow(desk: MockDesk = createMockDesk(), language: Language = 'zh-CN'): ShownDesk {
  desk.state.session = { ...desk.state.session, language };
  return showOnDesk(<StaffWindow />, desk, language);
}
