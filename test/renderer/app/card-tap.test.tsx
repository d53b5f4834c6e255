import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk, type MockDesk } from '../../support/mock-desk-api';
import { showStaffWindow, type ShownDesk } from '../render-desk';

const LIN = '20269901000001';
const LU = '20269901000002';
const SU_SIGNED = '20269901000007';

async function openBy(shown: ShownDesk, registrationNo: string): Promise<void> {
  await screen.findByRole('navigation');
  act(() => shown.desk.tapCard([registrationNo]));
  await waitFor(() => expect(opened(shown.desk)).toContain(registrationNo));
}

function opened(desk: MockDesk): string[] {
  return desk.calls.filter(({ channel }) => channel === 'cases.open').map(({ input }) => (input as { registrationNo: string }).registrationNo);
}

describe('a card put on the reader', () => {
  it('opens its case from any room', async () => {
    const shown = showStaffWindow();
    await screen.findByRole('navigation');
    await shown.user.keyboard('{Alt>}4{/Alt}');
    await openBy(shown, LIN);
    expect(screen.getByRole('navigation').querySelector('[aria-current="page"]')).toHaveTextContent('考生');
  });

  it('of nobody on the list says which number was looked for and what to do', async () => {
    const shown = showStaffWindow();
    await screen.findByRole('navigation');
    act(() => shown.desk.tapCard([]));
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('990000********9998');
    expect(notice).toHaveTextContent('按姓名或报名序号查找');
    expect(opened(shown.desk)).toEqual([]);
    await shown.user.click(within(notice).getByRole('button', { name: '关闭' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('that fits several registrations lets the clerk choose with the candidate', async () => {
    const shown = showStaffWindow();
    await screen.findByRole('navigation');
    act(() => shown.desk.tapCard([LIN, LU]));
    expect(opened(shown.desk)).toEqual([]);
    await shown.user.click(await screen.findByRole('button', { name: /20269901000002 · 陆㛃 · 测试市中医院/ }));
    await waitFor(() => expect(opened(shown.desk)).toContain(LU));
  });

  it('of somebody else does not take over the case that is under way', async () => {
    const shown = showStaffWindow();
    await openBy(shown, LU);
    act(() => shown.desk.tapCard([LIN]));
    const question = await screen.findByRole('dialog');
    expect(question).toHaveTextContent('当前考生还没有办完');
    await waitFor(() => expect(question).toHaveTextContent('林小禾'));
    expect(opened(shown.desk)).not.toContain(LIN);
    await shown.user.click(within(question).getByRole('button', { name: '留在当前考生' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(opened(shown.desk)).not.toContain(LIN);
  });

  it('of somebody else takes the one before away: nothing of it stays on the page as if it could be confirmed', async () => {
    const shown = showStaffWindow();
    await openBy(shown, LIN);
    expect(await screen.findByRole('button', { name: /是本人，身份核对通过/ })).toBeInTheDocument();
    act(() => shown.desk.tapCard([LU]));
    await shown.user.click(await screen.findByRole('button', { name: '留在当前考生' }));
    expect(await screen.findByText('请考生把身份证放在读卡器上')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /是本人，身份核对通过/ })).toBeNull();
  });

  it('of somebody else opens when the clerk says so', async () => {
    const shown = showStaffWindow();
    await openBy(shown, LU);
    act(() => shown.desk.tapCard([LIN]));
    await shown.user.click(await screen.findByRole('button', { name: '办理持卡考生' }));
    await waitFor(() => expect(opened(shown.desk)).toContain(LIN));
  });

  it('opens the next case unasked when the one before is signed', async () => {
    const shown = showStaffWindow();
    await openBy(shown, SU_SIGNED);
    await waitFor(() => expect(screen.getAllByText(/苏静安/).length).toBeGreaterThan(0));
    act(() => shown.desk.tapCard([LIN]));
    await waitFor(() => expect(opened(shown.desk)).toContain(LIN));
    expect(screen.queryByText('刷到了另一位考生的身份证')).toBeNull();
  });

  it('before anybody signed in opens nothing and says to sign in first', async () => {
    const desk = createMockDesk({ signedIn: null });
    showStaffWindow(desk);
    await screen.findByRole('heading', { name: '登录' });
    act(() => desk.push('reader.cardRead', { readId: 'read-1', outcome: 'notSignedIn', registrationNos: [], maskedIdNumber: '990000********0012' }));
    expect(await screen.findByText('已刷到身份证。请先登录，再重新放卡。')).toBeInTheDocument();
    expect(opened(desk)).toEqual([]);
  });

  it('that could not be read says how to put it down again, until it is lifted', async () => {
    const { desk } = showStaffWindow();
    await screen.findByRole('button', { name: '读卡器就绪' });
    act(() => desk.push('reader.changed', { state: 'cardPresent', fault: 'moved', simulated: true }));
    expect(await screen.findByRole('alert')).toHaveTextContent('请拿起卡片，重新放平');
    expect(screen.getByRole('button', { name: '卡片没有读成' })).toBeInTheDocument();
    act(() => desk.push('reader.changed', { state: 'ready', fault: null, simulated: true }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('of the training reader is put on and lifted from the reader’s own panel', async () => {
    const shown = showStaffWindow();
    await openBy(shown, LIN);
    await shown.user.click(screen.getByRole('button', { name: '已读卡，请取走' }));
    await shown.user.click(await screen.findByRole('button', { name: '放上当前考生的卡' }));
    await waitFor(() => expect(shown.desk.calls).toContainEqual({ channel: 'trainingReader.present', input: { registrationNo: LIN } }));
    await shown.user.click(screen.getByRole('button', { name: '拿起卡片' }));
    await waitFor(() => expect(shown.desk.calls.some(({ channel }) => channel === 'trainingReader.lift')).toBe(true));
  });

  it('of anybody is put on from the dock, which makes the reader fail; without one it is not offered', async () => {
    const shown = showStaffWindow(createMockDesk({ session: { readerDock: true } }));
    await shown.user.click(await screen.findByRole('button', { name: '读卡器就绪' }));
    await shown.user.click(await screen.findByRole('button', { name: '模拟器…' }));
    await shown.user.click(await screen.findByRole('combobox', { name: '考生' }));
    await shown.user.click(await screen.findByText(new RegExp(`· ${LIN}$`)));
    await shown.user.click(screen.getByRole('button', { name: /^放\s?卡$/ }));
    await waitFor(() => expect(shown.desk.calls).toContainEqual({ channel: 'trainingReader.present', input: { registrationNo: LIN, card: 'own' } }));
    await shown.user.click(screen.getByRole('button', { name: /^出\s?错$/ }));
    await waitFor(() => expect(shown.desk.calls).toContainEqual({ channel: 'trainingReader.command', input: { do: 'fail', fault: 'silence', times: 1 } }));
  });
});
