import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, mockDeskWithCorrections, type MockDesk } from '../../support/mock-desk-api';
import { showStaffWindow, type ShownDesk } from '../render-desk';

async function atApprovals(desk: MockDesk): Promise<ShownDesk> {
  const shown = showStaffWindow(desk);
  await screen.findByRole('navigation');
  await shown.user.keyboard('{Alt>}2{/Alt}');
  return shown;
}

const asApprover = () => atApprovals(mockDeskWithCorrections({ signedIn: '周知远' }));
const asReviewer = () => atApprovals(mockDeskWithCorrections());

function decisions(desk: MockDesk): unknown[] {
  return desk.calls.filter(({ channel }) => channel === 'corrections.decide').map(({ input }) => input);
}

describe('the inbox of corrections', () => {
  it('shows old and new value, reason, requester and evidence of the chosen one', async () => {
    await asApprover();
    const detail = await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    for (const text of ['测试市中医院', '测试市第二医院', '考生已于 2026 年 1 月调入，提供新单位证明', /林一舟 · 2026-03-01 09:00/]) expect(within(detail).getByText(text)).toBeInTheDocument();
    expect(within(detail).getByAltText('证明材料 1')).toHaveAttribute('src', expect.stringMatching(/^material:\/\/image\/[0-9a-f]{64}\?edge=480$/));
  });

  it('is walked with ↓ and ↑', async () => {
    const { user } = await asApprover();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('region', { name: '唐可 · 更改毕业专业' })).toBeInTheDocument();
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(screen.getByRole('region', { name: '陆㛃 · 更改工作单位' })).toBeInTheDocument();
  });

  it('that is empty says where corrections come from', async () => {
    await atApprovals(createMockDesk());
    expect(await screen.findByText('没有等待审批的更改')).toBeInTheDocument();
  });

  it('loses a correction that another desk decided meanwhile, live', async () => {
    const { desk } = await asApprover();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    const view = desk.state.cases.get('20269901000002');
    if (view === undefined) throw new Error('no case');
    desk.state.cases.set(view.registrationNo, { ...view, corrections: [] });
    act(() => desk.push('cases.changed', { registrationNo: view.registrationNo }));
    expect(await screen.findByRole('region', { name: '唐可 · 更改毕业专业' })).toBeInTheDocument();
  });

  it('opens the case of a correction', async () => {
    const { user, desk } = await asApprover();
    await user.click(await screen.findByRole('button', { name: '打开考生 20269901000002' }));
    await waitFor(() => expect(desk.calls).toContainEqual({ channel: 'cases.open', input: { registrationNo: '20269901000002' } }));
  });
});

describe('deciding a correction', () => {
  it('is one key for an approver who did not ask for it', async () => {
    const { user, desk } = await asApprover();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    await user.keyboard('{F9}');
    await waitFor(() => expect(decisions(desk)).toEqual([expect.objectContaining({ correctionId: 'open-1', decision: 'approved', approver: null, typedCode: null })]));
    expect(await screen.findByRole('region', { name: '唐可 · 更改毕业专业' })).toBeInTheDocument();
    expect(desk.state.cases.get('20269901000002')?.values).toContainEqual({ field: 'workUnit', value: '测试市第二医院', received: '测试市中医院' });
  });

  it('asks an approver for the own PIN when a reviewer is signed in', async () => {
    const { user, desk } = await asReviewer();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    await user.keyboard('{F9}');
    expect(await screen.findByRole('dialog')).toHaveTextContent('测试市第二医院');
    expect(decisions(desk)).toEqual([]);
    await user.type(screen.getByLabelText('PIN'), '112358{Enter}');
    await waitFor(() => expect(decisions(desk)).toEqual([expect.objectContaining({ approver: { staffId: 'staff-zhou', pin: '112358' } })]));
    expect(await screen.findByRole('region', { name: '唐可 · 更改毕业专业' })).toBeInTheDocument();
  });

  it('keeps asking after a wrong PIN, and nothing is decided', async () => {
    const { user, desk } = await asReviewer();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    await user.keyboard('{F9}');
    await user.type(await screen.findByLabelText('PIN'), '000000{Enter}');
    expect(await screen.findByText(/PIN 不正确/)).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    expect(desk.state.cases.get('20269901000002')?.corrections[0]?.state).toBe('requested');
  });

  it('never lets the person who asked approve alone, approver or not', async () => {
    const desk = mockDeskWithCorrections({ signedIn: '周知远' });
    const view = desk.state.cases.get('20269901000002');
    if (view === undefined) throw new Error('no case');
    desk.state.cases.set(view.registrationNo, { ...view, corrections: view.corrections.map((each) => ({ ...each, requestedBy: '周知远', requestedById: 'staff-zhou' })) });
    const { user } = await atApprovals(desk);
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    await user.keyboard('{F9}');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: '同意更改' })).toBeDisabled();
    expect(within(dialog).queryByText(/周知远/)).toBeNull();
    expect(decisions(desk)).toEqual([]);
  });

  it('is refused only with a reason', async () => {
    const { user, desk } = await asApprover();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    await user.keyboard('{F8}');
    expect(decisions(desk)).toEqual([]);
    expect(screen.getByRole('button', { name: '不同意' })).toBeDisabled();
    await user.type(screen.getByLabelText('审批意见'), '单位证明未盖章');
    await user.keyboard('{F8}');
    await waitFor(() => expect(decisions(desk)).toEqual([expect.objectContaining({ decision: 'refused', reason: '单位证明未盖章' })]));
  });

  it('of high risk needs the new code typed by hand', async () => {
    const { user, desk } = await asApprover();
    await user.click(await screen.findByRole('button', { name: /高风险/ }));
    expect(screen.getByRole('button', { name: '同意更改' })).toBeDisabled();
    await user.type(screen.getByLabelText('请输入新的报考类别代码'), '120');
    await user.click(screen.getByRole('button', { name: '同意更改' }));
    expect(await screen.findByText(/输入的代码与新的报考类别不一致/)).toBeInTheDocument();
    await user.clear(screen.getByLabelText('请输入新的报考类别代码'));
    await user.type(screen.getByLabelText('请输入新的报考类别代码'), '110');
    await user.click(screen.getByRole('button', { name: '同意更改' }));
    await waitFor(() => expect(desk.state.cases.get('20269901000010')?.corrections.find(({ id }) => id === 'open-3')?.state).toBe('approved'));
  });

  it('tells when somebody else was faster', async () => {
    const { user, desk } = await asApprover();
    await screen.findByRole('region', { name: '陆㛃 · 更改工作单位' });
    desk.refuseNext('corrections.decide', { code: 'already-decided' });
    await user.keyboard('{F9}');
    expect(await screen.findByText(/已经审批过了/)).toBeInTheDocument();
  });

  it('loses no reason when the person looks into another room', async () => {
    const { user } = await asApprover();
    await user.type(await screen.findByLabelText('审批意见'), '还需核对');
    await user.keyboard('{Alt>}1{/Alt}{Alt>}2{/Alt}');
    expect(await screen.findByLabelText('审批意见')).toHaveValue('还需核对');
  });
});
