import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { actionButton, CANDIDATE, findStep, openCaseRoom, type CaseDesk } from './case-desk';

async function done(): Promise<CaseDesk> {
  const room = await openCaseRoom(CANDIDATE.signed);
  await screen.findByText('苏静安已签字，审核完成');
  return room;
}

describe('a signed case', () => {
  it('shows when, under which record number, and that nobody can change it', async () => {
    await done();
    expect(screen.getByText('2026-03-01 09:00')).toBeVisible();
    expect(screen.getByText('412')).toBeVisible();
    expect(screen.getByText(/考生本人、考点、考区和国家医学考试中心都不能再更改/)).toBeVisible();
  });

  it('offers nothing that would change it', async () => {
    const room = await done();
    expect(screen.queryByRole('button', { name: /退回|待补材料|暂离|更改|接管|异议/ })).not.toBeInTheDocument();
    const before = room.desk.calls.length;
    await room.press('x', 'u', 'l', 't', 'e', 'c', 'g', '1', '3');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(room.desk.calls).toHaveLength(before);
  });

  it('prints a further copy and says which one it is', async () => {
    const room = await done();
    await room.press('p');
    expect(await screen.findByText('已送打印机，第 2 份（补打）。')).toBeVisible();
    await room.press('r');
    expect(await screen.findByText('已送打印机，第 1 份。')).toBeVisible();
    expect(room.sent('documents.print').map(({ documentId }) => documentId)).toEqual([`${CANDIDATE.signed}-sheet`, `${CANDIDATE.signed}-receipt`]);
  });

  it('tells at the paper that no printer was found, and saves it instead', async () => {
    const room = await done();
    room.desk.refuseNext('documents.print', { code: 'no-printer' });
    await room.press('p');
    expect(await screen.findByRole('alert')).toHaveTextContent('没有找到打印机');
    await room.press('s');
    expect(await screen.findByText(/已保存为 sheet-/)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each(['{Enter}', '{Escape}', ' '])('goes on to the next candidate with %s', async (key) => {
    const room = await done();
    await room.press(key);
    expect(room.onClose).toHaveBeenCalledOnce();
  });

  it('waits for its papers when they are still being made', async () => {
    await openCaseRoom(CANDIDATE.signed, { given: (view) => ({ ...view, documents: [] }) });
    expect(await screen.findByText('正在生成单据…')).toBeVisible();
  });
});

describe('a case beside the counter', () => {
  it('tells which papers are owed, until when, and is taken up again by the reviewer', async () => {
    const room = await openCaseRoom(CANDIDATE.owed);
    expect(await screen.findByText('最后日期：2026-03-05')).toBeVisible();
    expect(screen.getByText('试用期考核证明未盖公章')).toBeVisible();
    await room.press('{Enter}');
    await waitFor(() => expect(room.sent('cases.reopen')).toEqual([{ registrationNo: CANDIDATE.owed, approver: null, commandId: expect.any(String) }]));
  });

  it('tells why it was refused and what was given back, and is taken up again only with an approver', async () => {
    const room = await openCaseRoom(CANDIDATE.refused);
    expect(await screen.findByText('报考学历与毕业证书不符，考生要求取回材料')).toBeVisible();
    await room.press('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: '继续办理' });
    expect(room.sent('cases.reopen')).toEqual([]);
    await room.user.type(within(dialog).getByLabelText('PIN'), '112358{Enter}');
    await waitFor(() => expect(room.sent('cases.reopen')[0]).toMatchObject({ approver: { staffId: 'staff-zhou' } }));
  });

  it('tells outside the schedule why it cannot be taken up', async () => {
    const room = await openCaseRoom(CANDIDATE.owed);
    room.desk.refuseNext('cases.reopen', { code: 'outside-schedule', params: { days: '2026-02-20 – 2026-03-05' } });
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('2026-02-20 – 2026-03-05');
  });
});

describe('letting a candidate go', () => {
  it('asks for a reason, keeps the state and leaves the room', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await room.press('l');
    const dialog = await screen.findByRole('dialog', { name: '考生暂离或暂不签字' });
    await room.press('{Control>}{Enter}{/Control}');
    expect(room.sent('cases.release')).toEqual([]);
    await room.user.type(within(dialog).getByLabelText(/原因/), '回单位取证明');
    await room.press('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(room.onClose).toHaveBeenCalledOnce());
    expect(room.desk.state.cases.get(CANDIDATE.inReview)?.state).toBe('inReview');
  });

  it('refuses the candidate only with an approver, who is another person', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findStep('比对材料');
    await room.press('x');
    const dialog = await screen.findByRole('dialog', { name: /退回：不予通过/ });
    await room.user.type(within(dialog).getByLabelText(/退回理由/), '试用期不足一年');
    expect(within(dialog).getByRole('button', { name: /^退回/ })).toBeDisabled();
    await room.user.type(within(dialog).getByLabelText('PIN'), '112358');
    await room.user.click(within(dialog).getByRole('button', { name: /^退回/ }));
    expect(await screen.findByRole('heading', { name: '已退回' })).toBeVisible();
    expect(room.sent('cases.refuse')[0]).toMatchObject({ impostor: false, returned: ['ID', 'NOTICE', 'DIPLOMA', 'TRIAL', 'LICENCE'] });
    expect(actionButton(/继续办理/)).toBeVisible();
  });
});
