import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { useDeskCommand } from '../../../src-renderer/app/desk-client';
import { DeskProviders } from '../../../src-renderer/app/DeskProviders';
import { DeskDrawer } from '../../../src-renderer/ui/DeskDrawer';
import { PAGE_ID } from '../../../src-renderer/ui/page-place';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';

const SINCE = '2026-03-01T10:42:00+08:00';
const CASE = { registrationNo: '20269901000002' };

function around(desk: MockDesk): ({ children }: { children: ReactNode }) => ReactNode {
  return function Around({ children }) {
    return <DeskProviders desk={desk.api} language="zh-CN" size="desk">{children}</DeskProviders>;
  };
}

function idsOf(desk: MockDesk): readonly string[] {
  return desk.calls.map(({ input }) => (input as { commandId: string }).commandId);
}

describe('a server that is lost', () => {
  it('is told in a band on whatever page: since when, what to do, what still works; and the band goes when it is back', async () => {
    const desk = createMockDesk();
    showStaffWindow(desk);
    await screen.findByRole('navigation');
    expect(screen.queryByRole('alert')).toBeNull();
    act(() => desk.push('desk.link', { state: 'lost', since: SINCE }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/自 10:42 起连接不上.*已填写的内容都在本页.*不能保存和签字.*检查网线/);
    act(() => desk.push('desk.link', { state: 'up', since: SINCE }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('stays in the light beside an open drawer, whose mask covers the page alone', async () => {
    const desk = createMockDesk();
    showStaffWindow(desk);
    await screen.findByRole('navigation');
    act(() => desk.push('desk.link', { state: 'lost', since: SINCE }));
    render(<DeskDrawer open title="更正" />, { wrapper: around(desk) });
    const mask = (await screen.findByText('更正')).closest('.ant-drawer');
    const page = document.getElementById(PAGE_ID);
    expect(mask?.parentElement).toBe(page);
    expect(mask).toHaveStyle({ position: 'absolute' });
    expect(page).not.toContainElement(screen.getByText(/自 10:42 起/));
  });

  it('is followed by asking for everything that is shown, once it is back', async () => {
    const desk = createMockDesk();
    showStaffWindow(desk);
    await waitFor(() => expect(desk.calls.some(({ channel }) => channel === 'cases.list')).toBe(true));
    const before = desk.calls.filter(({ channel }) => channel === 'cases.list').length;
    act(() => desk.push('desk.refreshed', {}));
    await waitFor(() => expect(desk.calls.filter(({ channel }) => channel === 'cases.list').length).toBeGreaterThan(before));
  });
});

describe('a command that was under way when the server was lost', () => {
  it('is sent again by itself under its own id until the server answers, and so happens once', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const desk = createMockDesk();
    desk.refuseNext('cases.release', { code: 'server-lost' });
    const { result } = renderHook(() => useDeskCommand('cases.release'), { wrapper: around(desk) });
    const sending = result.current.send({ ...CASE, reason: '考生暂离' });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(await sending).not.toBeNull();
    expect(idsOf(desk)).toHaveLength(2);
    expect(new Set(idsOf(desk)).size).toBe(1);
    vi.useRealTimers();
  });

  it('is not sent again by itself when it was never begun: what was typed stays, and the person sends it', async () => {
    const desk = createMockDesk();
    desk.refuseNext('cases.release', { code: 'server-unreachable' });
    const { result } = renderHook(() => useDeskCommand('cases.release'), { wrapper: around(desk) });
    await act(async () => expect(await result.current.send({ ...CASE, reason: '考生暂离' })).toBeNull());
    await waitFor(() => expect(result.current.refusal?.code).toBe('server-unreachable'));
    expect(desk.calls).toHaveLength(1);
  });

  it('keeps its id for the same press when nobody knows what became of it, and takes another for anything else', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const desk = createMockDesk();
    const { release } = desk.api.cases;
    let away = true;
    desk.api.cases.release = async (input) => {
      if (!away) return release(input);
      desk.calls.push({ channel: 'cases.release', input });
      return { ok: false, error: { code: 'server-lost' } };
    };
    const { result } = renderHook(() => useDeskCommand('cases.release'), { wrapper: around(desk) });
    const first = result.current.send({ ...CASE, reason: '考生暂离' });
    await act(() => vi.advanceTimersByTimeAsync(40_000));
    expect(await first).toBeNull();
    const [id] = idsOf(desk);
    expect(new Set(idsOf(desk))).toEqual(new Set([id]));
    away = false;
    desk.calls.length = 0;
    await act(async () => void (await result.current.send({ ...CASE, reason: '考生暂离' })));
    await act(async () => void (await result.current.send({ ...CASE, reason: '另一件事' })));
    expect(idsOf(desk)[0]).toBe(id);
    expect(idsOf(desk)[1]).not.toBe(id);
    vi.useRealTimers();
  });
});

describe('a site that was closed', () => {
  it('says so on every page', async () => {
    showStaffWindow(createMockDesk({ session: { closed: { by: 'staff-zhou', at: '2026-03-05T17:40:00+08:00' } } }));
    expect(await screen.findByText(/已于 2026-03-05 17:40 结束审核，全部结果已冻结/)).toBeVisible();
  });
});
