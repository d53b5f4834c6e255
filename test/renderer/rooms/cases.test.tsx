import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { findMockCase } from '../../support/mock-desk-state';
import { showStaffWindow } from '../render-desk';

function rows(): HTMLElement[] {
  return screen.getAllByRole('row').filter((row) => row.getAttribute('aria-rowindex') !== '1');
}

async function listed(name: string): Promise<HTMLElement> {
  return screen.findByText(name);
}

function opened(desk: MockDesk): string[] {
  return desk.calls.filter(({ channel }) => channel === 'cases.open').map(({ input }) => (input as { registrationNo: string }).registrationNo);
}

describe('the list of candidates', () => {
  it('shows of each what the counter needs, the ID number masked', async () => {
    showStaffWindow();
    const row = (await listed('陆㛃')).closest<HTMLElement>('[role="row"]');
    if (row === null) throw new Error('no row');
    for (const text of ['20269901000002', '990000********0022', '临床执业医师', '测试市中医院', '测试报名点一', '审核中']) expect(row).toHaveTextContent(text);
    expect(document.body).not.toHaveTextContent('99000020000101');
  });

  it('tells with whom and where a case is', async () => {
    const desk = createMockDesk();
    const view = findMockCase(desk.state, '20269901000003');
    if (view === undefined) throw new Error('no case');
    desk.state.cases.set(view.registrationNo, { ...view, claim: { deskId: 'desk-7', staffName: '陈南星', since: '2026-03-01T08:40:00+08:00', mine: false } });
    showStaffWindow(desk);
    const row = (await listed('范𬭎')).closest('[role="row"]');
    expect(row).toHaveTextContent('陈南星');
    expect(row).toHaveTextContent('desk-7 · 08:40 起');
  });

  it.each([['陆', '陆㛃'], ['ayg', '阿依古丽·买买提'], ['20269901000006', '张长明'], ['0102', '唐可']])('finds by %s', async (text, name) => {
    const { user } = showStaffWindow();
    await listed('林小禾');
    await user.type(screen.getByRole('textbox', { name: /姓名、拼音首字母/ }), text);
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(rows()[0]).toHaveTextContent(name);
  });

  it('opens the first found with Enter, from the search field', async () => {
    const { user, desk } = showStaffWindow();
    await listed('林小禾');
    await user.keyboard('范');
    await waitFor(() => expect(rows()).toHaveLength(1));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(opened(desk)).toContain('20269901000003'));
  });

  it('is walked with ↓ and ↑, and / goes back to the search', async () => {
    const { user, desk } = showStaffWindow();
    await listed('林小禾');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('陆㛃');
    screen.getByRole('grid').focus();
    await user.keyboard('{ArrowDown}/');
    expect(screen.getByRole('textbox', { name: /姓名、拼音首字母/ })).toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(opened(desk)).toContain('20269901000003'));
  });

  it('stops at both ends', async () => {
    const { user } = showStaffWindow();
    await listed('林小禾');
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('林小禾');
    for (let step = 0; step < 15; step += 1) await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('唐可');
  });

  it('shows one state with its count, and all again', async () => {
    const { user } = showStaffWindow();
    await listed('林小禾');
    await user.click(screen.getByRole('button', { name: '审核中 2' }));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(screen.getByRole('button', { name: '审核中 2' })).toHaveAttribute('aria-pressed', 'true');
    await user.click(screen.getByRole('button', { name: '全部 10' }));
    await waitFor(() => expect(rows()).toHaveLength(10));
  });

  it('that finds nobody says what to do and leads back to all', async () => {
    const { user } = showStaffWindow();
    await listed('林小禾');
    await user.keyboard('没有此人');
    expect(await screen.findByText('没有符合条件的考生')).toBeInTheDocument();
    await user.keyboard('{Enter}');
    await user.click(screen.getByRole('button', { name: '显示全部考生' }));
    expect(await listed('林小禾')).toBeInTheDocument();
  });

  it('of a new store says to import a package', async () => {
    const { user } = showStaffWindow(createMockDesk({ candidates: 0 }));
    expect(await screen.findByText('还没有考生数据')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '去导入数据包' }));
    expect(screen.getByRole('navigation').querySelector('[aria-current="page"]')).toHaveTextContent('数据包');
  });

  it('of a new training store takes in the sample at once and shows how far it is', async () => {
    const { user, desk } = showStaffWindow(createMockDesk({ candidates: 0 }));
    await user.click(await screen.findByRole('button', { name: '导入样例数据' }));
    await waitFor(() => expect(desk.calls).toContainEqual({ channel: 'packages.import', input: { source: 'sample' } }));
    await waitFor(() => expect(screen.getByRole('navigation').querySelector('[aria-current="page"]')).toHaveTextContent('数据包'));
  });

  it('of a new live store offers no sample', async () => {
    showStaffWindow(createMockDesk({ candidates: 0, session: { store: { kind: 'live', deskId: 'desk-1', site: null, zone: null, exam: null, examYear: null } } }));
    expect(await screen.findByText('还没有考生数据')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '导入样例数据' })).toBeNull();
  });

  it('is as it was after a case was opened and closed', async () => {
    const { user, desk } = showStaffWindow();
    await listed('林小禾');
    await user.keyboard('2026990100000');
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(opened(desk)).toEqual(['20269901000003']));
    await user.keyboard('{Alt>}1{/Alt}');
    await listed('林小禾');
    expect(screen.getByRole('textbox', { name: /姓名、拼音首字母/ })).toHaveValue('2026990100000');
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('范𬭎');
  });

  it('changes by itself when another desk changes a case', async () => {
    const desk = createMockDesk();
    showStaffWindow(desk);
    const row = (await listed('林小禾')).closest<HTMLElement>('[role="row"]');
    if (row === null) throw new Error('no row');
    expect(within(row).getByText('未到')).toBeInTheDocument();
    const view = findMockCase(desk.state, '20269901000001');
    if (view === undefined) throw new Error('no case');
    desk.state.cases.set(view.registrationNo, { ...view, state: 'inReview' });
    act(() => desk.push('cases.changed', { registrationNo: view.registrationNo }));
    expect(await within(row).findByText('审核中')).toBeInTheDocument();
  });

  it('tells why it cannot be read, and is asked again', async () => {
    const desk = createMockDesk();
    desk.refuseNext('cases.list', { code: 'store-busy' });
    const { user } = showStaffWindow(desk);
    expect(await screen.findByRole('alert')).toHaveTextContent('数据库正忙');
    await user.click(screen.getByRole('button', { name: '重试' }));
    expect(await listed('林小禾')).toBeInTheDocument();
  });

  it('of 100,000 draws only what is in view and asks for a page at a time', async () => {
    const desk = createMockDesk({ candidates: 100_000 });
    showStaffWindow(desk);
    await listed('林小禾');
    expect(screen.getByText('100,000 位考生')).toBeInTheDocument();
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '100001');
    expect(rows().length).toBeLessThan(40);
    for (const { channel, input } of desk.calls) if (channel === 'cases.list') expect(input).toMatchObject({ limit: 100 });
  });

  it('of a text that finds too many says to type on', async () => {
    const { user } = showStaffWindow(createMockDesk({ candidates: 100_000 }));
    await listed('林小禾');
    await user.keyboard('2026');
    expect(await screen.findByText('超过 200 位，请继续输入')).toBeInTheDocument();
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '201');
  });
});
