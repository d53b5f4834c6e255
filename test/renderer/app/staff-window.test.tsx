import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, mockDeskWithCorrections } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';

describe('the staff window', () => {
  it('says on every page that the store is for training and the build for trials', async () => {
    for (const desk of [createMockDesk(), createMockDesk({ signedIn: null })]) {
      const { unmount } = showStaffWindow(desk);
      expect(await screen.findByText(/样本 \/ 训练 TRAINING/)).toBeInTheDocument();
      expect(screen.getByText(/试用版 TRIAL/)).toBeInTheDocument();
      unmount();
    }
  });

  it('says neither on a live store of a release', async () => {
    showStaffWindow(createMockDesk({ session: { trial: false, trainingReader: false, store: { kind: 'live', deskId: 'desk-1', site: '测试考点', zone: '测试考区', exam: '医师资格考试', examYear: 2026 } } }));
    expect(await screen.findByText('测试考点')).toBeInTheDocument();
    expect(screen.queryByText(/TRAINING/)).toBeNull();
    expect(screen.queryByText(/TRIAL/)).toBeNull();
  });

  it('tells that the machine has no Chinese font, and works on', async () => {
    showStaffWindow(createMockDesk({ session: { chineseFontMissing: true } }));
    expect(await screen.findByText(/本机没有中文字体/)).toBeInTheDocument();
    expect(screen.getByRole('navigation')).toBeInTheDocument();
  });

  it('names exam, site, desk and the person who answers for what happens here', async () => {
    showStaffWindow();
    const bar = await screen.findByRole('banner');
    for (const text of ['测试考点', '2026 年医师资格考试', '审核台 desk-1', '林一舟', '审核员']) expect(within(bar).getByText(text)).toBeInTheDocument();
  });

  it('goes to every room by its key', async () => {
    const { user } = showStaffWindow();
    await screen.findByRole('navigation');
    for (const [key, room] of [['2', '审批'], ['3', '数据包'], ['4', '就绪检查'], ['5', '人员'], ['1', '考生']] as const) {
      await user.keyboard(`{Alt>}${key}{/Alt}`);
      expect(screen.getByRole('navigation').querySelector('[aria-current="page"]')).toHaveTextContent(room);
    }
  });

  it('keeps the focus when a room is clicked, so that the Enter after it is not taken for another click', async () => {
    const { user } = showStaffWindow();
    const rail = await screen.findByRole('navigation');
    for (const room of [/^审批/, /^考生/]) {
      const button = within(rail).getByRole('button', { name: room });
      await user.click(button);
      expect(button).toHaveAttribute('aria-current', 'page');
      expect(button).not.toHaveFocus();
    }
  });

  it('counts live what waits for approval', async () => {
    const desk = mockDeskWithCorrections();
    showStaffWindow(desk);
    expect(await screen.findByText('3 条更改等待审批')).toBeInTheDocument();
    const view = desk.state.cases.get('20269901000002');
    if (view === undefined) throw new Error('the case is not there');
    desk.state.cases.set(view.registrationNo, { ...view, corrections: [] });
    act(() => desk.push('cases.changed', { registrationNo: view.registrationNo }));
    expect(await screen.findByText('2 条更改等待审批')).toBeInTheDocument();
  });

  it('speaks English at once when asked', async () => {
    const { user } = showStaffWindow();
    await user.click(await screen.findByRole('button', { name: 'English' }));
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('en');
  });

  it('tells in words how the reader is, and what to do when it is not there', async () => {
    const { user, desk } = showStaffWindow();
    expect(await screen.findByRole('button', { name: '读卡器就绪' })).toBeInTheDocument();
    act(() => desk.push('reader.changed', { state: 'absent', fault: null, simulated: false }));
    await user.click(await screen.findByRole('button', { name: '未连接读卡器' }));
    expect(await screen.findByText(/请接好 USB 线/)).toBeInTheDocument();
  });

  it('tells a fault of the reader that it has no text for by its code', async () => {
    const { user, desk } = showStaffWindow();
    await screen.findByRole('button', { name: '读卡器就绪' });
    act(() => desk.push('reader.changed', { state: 'faulty', fault: 'sam-41', simulated: false }));
    await user.click(await screen.findByRole('button', { name: '读卡器故障' }));
    expect(await screen.findByText(/sam-41/)).toBeInTheDocument();
  });

  it('marks itself as ready when people can choose themselves, not before', async () => {
    const desk = createMockDesk({ signedIn: null });
    const listed = Promise.withResolvers<void>();
    const ask = desk.api.staff.list;
    desk.api.staff.list = async (input) => {
      await listed.promise;
      return ask(input);
    };
    delete document.documentElement.dataset['ready'];
    showStaffWindow(desk);
    await screen.findByRole('heading', { name: '登录' });
    expect(document.documentElement.dataset['ready']).toBeUndefined();
    act(() => listed.resolve());
    expect(await screen.findByLabelText(/林一舟/)).toBeInTheDocument();
    expect(document.documentElement.dataset['ready']).toBe('staff');
  });

  it('signs out by its key and shows who may sign in', async () => {
    const { user } = showStaffWindow();
    await screen.findByRole('navigation');
    await user.keyboard('{Alt>}q{/Alt}');
    expect(await screen.findByRole('heading', { name: '登录' })).toBeInTheDocument();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('that cannot reach its desk says so and asks again when told to', async () => {
    const desk = createMockDesk();
    desk.refuseNext('session.get', { code: 'unexpected', incident: 'M-1' });
    const { user } = showStaffWindow(desk);
    expect(await screen.findByRole('alert')).toHaveTextContent('M-1');
    await user.click(screen.getByRole('button', { name: '重试' }));
    await waitFor(() => expect(screen.getByRole('navigation')).toBeInTheDocument());
  });
});
