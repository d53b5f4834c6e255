import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { StaffWindow } from '../../../src-renderer/app/StaffWindow';
import { createMockDesk } from '../../support/mock-desk-api';
import { showOnDesk } from '../render-desk';

it('the window goes on in the language that was chosen here before it was started, and a later choice stands', async () => {
  const desk = createMockDesk({ session: { language: 'en' } });
  const { user } = showOnDesk(<StaffWindow />, desk);
  await screen.findByRole('navigation');
  expect(document.documentElement.lang).toBe('en');
  expect(screen.getByRole('button', { name: /Sign out/ })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: '中文' }));
  desk.push('session.changed', desk.state.session);
  expect(await screen.findByRole('button', { name: /退出登录/ })).toBeInTheDocument();
  expect(document.documentElement.lang).toBe('zh-CN');
});
