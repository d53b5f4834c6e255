import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';

const DAMAGED = { phase: 'trouble' as const, store: null, trouble: { code: 'store-damaged', params: { detail: 'page 7', copy: '/home/desk/damaged' } } };
const CODE = '7H2KC-9QX4D-M3VNA-0T8WB-R5YJE-6PZGS';

describe('a damaged store', () => {
  it('offers the last backup, and opens when the recovery code is right', async () => {
    const desk = createMockDesk({ signedIn: null, session: DAMAGED });
    const { user } = showStaffWindow(desk);
    expect(await screen.findByText(/最近一份已校验的备份/)).toBeVisible();
    const restore = screen.getByRole('button', { name: /^恢\s?复$/ });
    expect(restore).toBeDisabled();
    await user.type(screen.getByLabelText('恢复码'), CODE);
    await user.click(restore);
    expect(desk.calls.find(({ channel }) => channel === 'recovery.restore')?.input).toMatchObject({ recoveryCode: CODE, newPassphrase: null });
    expect(await screen.findByRole('heading', { name: '登录' })).toBeVisible();
  });

  it('keeps the typed code and says which group to look at when it is mistyped', async () => {
    const desk = createMockDesk({ signedIn: null, session: DAMAGED });
    const { user } = showStaffWindow(desk);
    desk.refuseNext('recovery.restore', { code: 'recovery-code-mistyped', params: { group: 3 } });
    await user.type(await screen.findByLabelText('恢复码'), CODE);
    await user.click(screen.getByRole('button', { name: /^恢\s?复$/ }));
    expect(await screen.findByText(/第 3 组输入有误/)).toBeVisible();
    expect(screen.getByLabelText('恢复码')).toHaveValue(CODE);
  });
});

describe('a store that is behind', () => {
  it('is told before anything else, and may be looked at', async () => {
    const behind = { standing: 'behind' as const, headSeq: 40, seenSeq: 52, placeReachable: true };
    const desk = createMockDesk({ session: { behind } });
    const { user } = showStaffWindow(desk);
    expect(await screen.findByRole('heading', { name: '本机缺少已签字的记录' })).toBeVisible();
    expect(screen.getByText('第 52 条')).toBeVisible();
    await user.click(screen.getByRole('button', { name: '暂不补回，只查看' }));
    expect(screen.queryByRole('heading', { name: '本机缺少已签字的记录' })).toBeNull();
    expect(screen.getByRole('alert')).toHaveTextContent('本机缺少已签字的记录，目前只能查看');
  });
});
