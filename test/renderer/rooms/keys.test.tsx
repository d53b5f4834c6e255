import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { MOCK_CODE, MOCK_PASSPHRASE } from '../../support/mock-desk-site';
import { showStaffWindow } from '../render-desk';

function lockedDesk(hasPassphrase: boolean, keyStore: 'ready' | 'missing' | 'plain-text' = 'missing'): MockDesk {
  return createMockDesk({ signedIn: null, session: { phase: 'locked', store: null, hasPassphrase, keyStore } });
}

function inputsOf(desk: MockDesk, channel: string): unknown[] {
  return desk.calls.filter((call) => call.channel === channel).map(({ input }) => input);
}

describe('a locked store', () => {
  it('opens by its start passphrase and then asks who works here', async () => {
    const { user } = showStaffWindow(lockedDesk(true));
    await user.type(await screen.findByLabelText('启动口令'), `${MOCK_PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('heading', { name: '登录' })).toBeInTheDocument();
  });

  it('says that a passphrase is wrong, and takes the next one', async () => {
    const { user } = showStaffWindow(lockedDesk(true));
    await user.type(await screen.findByLabelText('启动口令'), '不是这个口令{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('启动口令不对');
    expect(screen.getByLabelText('启动口令')).toHaveValue('');
    await user.type(screen.getByLabelText('启动口令'), `${MOCK_PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('heading', { name: '登录' })).toBeInTheDocument();
  });

  it('says how long to wait after many wrong ones', async () => {
    const desk = lockedDesk(true);
    desk.refuseNext('keys.unlock', { code: 'unlock-too-soon', params: { seconds: 8 } });
    const { user } = showStaffWindow(desk);
    await user.type(await screen.findByLabelText('启动口令'), '不是这个口令{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('请等 8 秒再试');
  });

  it('opens by the recovery code when the passphrase is forgotten, and gets a new passphrase, typed twice', async () => {
    const desk = lockedDesk(true, 'plain-text');
    const { user } = showStaffWindow(desk);
    await user.click(await screen.findByRole('button', { name: /忘记启动口令/ }));
    expect(screen.getByText(/明文保存，因此不使用/)).toBeInTheDocument();
    await user.type(screen.getByLabelText('恢复码'), MOCK_CODE);
    await user.type(screen.getByLabelText(/^启动口令（/), '新的启动口令一二三');
    await user.type(screen.getByLabelText('再输一次'), '新的启动口令一二');
    expect(screen.getByRole('status')).toHaveTextContent('两次输入不同');
    expect(screen.getByRole('button', { name: '打开' })).toBeDisabled();
    await user.type(screen.getByLabelText('再输一次'), '三');
    await user.click(screen.getByRole('button', { name: '打开' }));
    expect(await screen.findByRole('heading', { name: '登录' })).toBeInTheDocument();
    expect(inputsOf(desk, 'keys.unlockByCode')).toEqual([{ recoveryCode: MOCK_CODE, newPassphrase: '新的启动口令一二三' }]);
  });

  it('asks for the code alone where the machine keeps the key from then on, names the mistyped group, and loses nothing typed', async () => {
    const desk = lockedDesk(false, 'ready');
    const { user } = showStaffWindow(desk);
    await user.type(await screen.findByLabelText('恢复码'), 'typed-by-mistake');
    expect(screen.queryByLabelText('再输一次')).toBeNull();
    await user.click(screen.getByRole('button', { name: '打开' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('第 3 组输入有误');
    expect(screen.getByLabelText('恢复码')).toHaveValue('typed-by-mistake');
    expect(inputsOf(desk, 'keys.unlockByCode')).toEqual([{ recoveryCode: 'typed-by-mistake', newPassphrase: null }]);
  });
});

describe('a new recovery code', () => {
  it('is covered while it is typed back, and a wrong group is told', async () => {
    const { user } = showStaffWindow(createMockDesk({ signedIn: null, session: { phase: 'recoveryCode' } }));
    await user.click(await screen.findByRole('button', { name: /已抄写/ }));
    for (const group of MOCK_CODE.split('-')) expect(screen.queryByText(group)).toBeNull();
    await user.type(screen.getByLabelText('第 2 组'), 'AAAAA');
    await user.type(screen.getByLabelText('第 5 组'), 'R5YJE');
    await user.click(screen.getByRole('button', { name: '核对并继续' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('第 2 组与恢复码不同');
    await user.click(screen.getByRole('button', { name: '返回再看' }));
    expect(within(screen.getByRole('list', { name: '恢复码' })).getAllByRole('listitem')).toHaveLength(6);
  });

  it('is made when an approver agrees with an own PIN', async () => {
    const desk = createMockDesk({ signedIn: '林一舟' });
    const { user } = showStaffWindow(desk);
    await user.click(await screen.findByRole('button', { name: /人员/ }));
    await user.click(await screen.findByRole('button', { name: /生成新的恢复码/ }));
    const prompt = await screen.findByRole('dialog');
    expect(prompt).toHaveTextContent('旧恢复码立即失效');
    const approver = desk.state.staff.find(({ roles }) => roles.includes('approver'));
    await user.click(within(prompt).getByRole('combobox'));
    const option = await screen.findAllByText(new RegExp(approver?.name ?? ''));
    await user.click(option.at(-1) as HTMLElement);
    await user.type(within(prompt).getByLabelText('PIN'), `${approver?.pin ?? ''}{Enter}`);
    expect(await screen.findByRole('heading', { name: '抄下恢复码' })).toBeInTheDocument();
    await waitFor(() => expect(inputsOf(desk, 'keys.reissueCode')).toHaveLength(1));
  });
});
