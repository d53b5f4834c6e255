import { act, renderHook, waitFor } from '@testing-library/react';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { useDeskCommand, useDeskPush, useDeskQuery } from '../../../src-renderer/app/desk-client';
import { DeskProviders } from '../../../src-renderer/app/DeskProviders';
import { FollowPushes } from '../../../src-renderer/app/FollowPushes';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';

const PUSHES = ['cases.changed', 'reader.changed', 'session.changed'] as const;

function around(desk: MockDesk): ({ children }: { children: ReactNode }) => ReactNode {
  return function Around({ children }) {
    return <DeskProviders desk={desk.api} language="en" size="desk"><FollowPushes pushes={PUSHES} />{children}</DeskProviders>;
  };
}

const CASE = { registrationNo: '20269901000002' };

describe('a question to the desk', () => {
  it('answers the value', async () => {
    const desk = createMockDesk();
    const { result } = renderHook(() => useDeskQuery('cases.get', CASE), { wrapper: around(desk) });
    await waitFor(() => expect(result.current.data?.name).toBe('陆㛃'));
  });

  it('carries a refusal with its code, parameters and incident', async () => {
    const desk = createMockDesk();
    desk.refuseNext('cases.get', { code: 'unexpected', params: { count: 2 }, incident: 'M-1' });
    const { result } = renderHook(() => useDeskQuery('cases.get', CASE), { wrapper: around(desk) });
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'unexpected', params: { count: 2 }, incident: 'M-1', lost: false }));
  });

  it('is asked again when the desk tells that the case changed, and not for another case', async () => {
    const desk = createMockDesk();
    renderHook(() => useDeskQuery('cases.get', CASE), { wrapper: around(desk) });
    await waitFor(() => expect(desk.calls).toHaveLength(1));
    act(() => desk.push('cases.changed', { registrationNo: '20269901000001' }));
    act(() => desk.push('cases.changed', CASE));
    await waitFor(() => expect(desk.calls).toHaveLength(2));
  });
});

describe('a command to the desk', () => {
  it('leaves nothing of what was typed and answered behind when its screen is gone', async () => {
    const desk = createMockDesk();
    const { result, unmount } = renderHook(() => ({ open: useDeskCommand('cases.open'), client: useQueryClient() }), { wrapper: around(desk) });
    await act(() => result.current.open.send(CASE));
    const commands = result.current.client.getMutationCache();
    expect(commands.getAll()).toHaveLength(1);
    unmount();
    await waitFor(() => expect(commands.getAll()).toEqual([]));
  });

  it('carries an id of its own each time it is given', async () => {
    const desk = createMockDesk();
    const { result } = renderHook(() => useDeskCommand('cases.release'), { wrapper: around(desk) });
    await act(() => result.current.send({ ...CASE, reason: '考生暂离' }));
    await act(() => result.current.send({ ...CASE, reason: '考生暂离' }));
    const ids = desk.calls.map(({ input }) => (input as { commandId: string }).commandId);
    expect(new Set(ids).size).toBe(2);
  });

  it('is sent again under the same id when the answer is lost, and so happens once', async () => {
    const desk = createMockDesk();
    desk.loseNextAnswer('cases.release');
    const { result } = renderHook(() => useDeskCommand('cases.release'), { wrapper: around(desk) });
    await act(async () => expect(await result.current.send({ ...CASE, reason: '考生暂离' })).not.toBeNull());
    const ids = desk.calls.map(({ input }) => (input as { commandId: string }).commandId);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    const releases = desk.state.cases.get(CASE.registrationNo)?.history.filter(({ kind }) => kind === 'case.released');
    expect(releases).toHaveLength(1);
  });

  it('without an id is never sent twice by itself', async () => {
    const desk = createMockDesk({ signedIn: null });
    desk.loseNextAnswer('session.signIn');
    const { result } = renderHook(() => useDeskCommand('session.signIn'), { wrapper: around(desk) });
    await act(async () => expect(await result.current.send({ staffId: 'staff-lin', pin: '246810' })).toBeNull());
    await waitFor(() => expect(result.current.refusal).toMatchObject({ code: 'unexpected', lost: true }));
    expect(desk.calls).toHaveLength(1);
  });

  it('that is refused is not sent again, tells why, and forgets it when asked', async () => {
    const desk = createMockDesk();
    desk.refuseNext('cases.release', { code: 'claim-missing' });
    const { result } = renderHook(() => useDeskCommand('cases.release'), { wrapper: around(desk) });
    await act(async () => expect(await result.current.send({ ...CASE, reason: '考生暂离' })).toBeNull());
    expect(desk.calls).toHaveLength(1);
    await waitFor(() => expect(result.current.refusal?.code).toBe('claim-missing'));
    act(() => result.current.reset());
    await waitFor(() => expect(result.current.refusal).toBeNull());
  });

  it('puts the case that it answers before every screen that shows it', async () => {
    const desk = createMockDesk();
    const { result } = renderHook(() => ({ view: useDeskQuery('cases.get', CASE), open: useDeskCommand('cases.open') }), { wrapper: around(desk) });
    await waitFor(() => expect(result.current.view.data?.claim).toBeNull());
    await act(() => result.current.open.send(CASE));
    await waitFor(() => expect(result.current.view.data?.claim?.mine).toBe(true));
  });
});

describe('what the desk tells', () => {
  it('is heard by the newest listener, and by nobody after the screen is gone', () => {
    const desk = createMockDesk();
    const heard: string[] = [];
    const { rerender, unmount } = renderHook(({ who }) => useDeskPush('reader.changed', ({ state }) => void heard.push(`${who} ${state}`)), { wrapper: around(desk), initialProps: { who: 'first' } });
    rerender({ who: 'second' });
    act(() => desk.push('reader.changed', { state: 'reading', fault: null, simulated: true }));
    unmount();
    desk.push('reader.changed', { state: 'ready', fault: null, simulated: true });
    expect(heard).toEqual(['second reading']);
  });

  it('about another person at the desk forgets what was read for the one before', async () => {
    const desk = createMockDesk();
    const { result } = renderHook(() => ({ session: useDeskQuery('session.get', {}), inbox: useDeskQuery('corrections.inbox', {}), out: useDeskCommand('session.signOut') }), { wrapper: around(desk) });
    await waitFor(() => expect(result.current.inbox.data).toEqual([]));
    const before = desk.calls.filter(({ channel }) => channel === 'corrections.inbox').length;
    await act(() => result.current.out.send({}));
    await waitFor(() => expect(result.current.session.data?.phase).toBe('signedOut'));
    await waitFor(() => expect(desk.calls.filter(({ channel }) => channel === 'corrections.inbox').length).toBeGreaterThan(before));
  });
});
