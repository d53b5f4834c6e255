import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../src-preload/contract/cases';
import { CANDIDATE, findStep, openCaseRoom, paperButton, passedOnce, withField, type CaseDesk, type CaseDeskOptions } from './case-desk';

async function secondChecking(options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const room = await openCaseRoom(CANDIDATE.inReview, { given: (view) => passedOnce(view), ...options });
  await findStep('复审');
  return room;
}

/** The first reviewer found something worth a second look. */
function notable(view: CaseView): CaseView {
  const passed = passedOnce(view);
  return {
    ...passed,
    materials: passed.materials.map((material) => {
      if (material.code === 'TRIAL') return { ...material, state: 'acceptedWithCommitment', reason: '3 月 20 日前补交' };
      return material.code === 'DIPLOMA' ? withField(material, 'school', { result: 'equivalent', note: '括号全角半角' }) : material;
    }),
  };
}

describe('the second check', () => {
  it('shows what the first decided, by whom, and what was not plain agreement', async () => {
    await secondChecking({ given: notable });
    const first = screen.getByRole('region', { name: '初审结果' });
    expect(first).toHaveTextContent('林一舟，2026-03-01 09:12 通过');
    expect(first).toHaveTextContent('试用期考核证明：凭承诺接收。3 月 20 日前补交');
    expect(first).toHaveTextContent('毕业证书 · 毕业学校：等同 括号全角半角');
  });

  it('says so when everything agreed', async () => {
    await secondChecking();
    expect(screen.getByRole('region', { name: '初审结果' })).toHaveTextContent('全部一致，没有更改。');
  });

  it('is confirmed by another person with their own PIN; the first reviewer is not offered', async () => {
    const room = await secondChecking();
    await room.press('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: '复审通过' });
    expect(within(dialog).getByText(/陈南星/)).toBeInTheDocument();
    expect(within(dialog).queryByText(/林一舟/)).not.toBeInTheDocument();
    await room.user.type(within(dialog).getByLabelText('PIN'), '135791{Enter}');
    await findStep('考生确认签字');
    expect(room.sent('review.pass')).toEqual([{ registrationNo: CANDIDATE.inReview, secondReviewer: { staffId: 'staff-chen', pin: '135791' }, commandId: expect.any(String) }]);
  });

  it('is confirmed with one key by the second reviewer who is signed in', async () => {
    const room = await secondChecking({ signedIn: '陈南星' });
    await room.press('{Enter}');
    await findStep('考生确认签字');
    expect(room.sent('review.pass')[0]).toMatchObject({ secondReviewer: null });
  });

  it('is not passed by a wrong PIN, and the dialog stays', async () => {
    const room = await secondChecking();
    await room.press('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: '复审通过' });
    await room.user.type(within(dialog).getByLabelText('PIN'), '000000{Enter}');
    expect(await within(dialog).findByText(/PIN 不正确/)).toBeInTheDocument();
    await findStep('复审');
  });

  it('sends back with a reason, and comparing begins again', async () => {
    const room = await secondChecking({ signedIn: '陈南星' });
    await room.press('d');
    const dialog = await screen.findByRole('dialog', { name: '退回初审' });
    expect(within(dialog).getByRole('button', { name: /退回初审/ })).toBeDisabled();
    await room.user.type(within(dialog).getByLabelText(/退回理由/), '试用期证明缺法人签字');
    await room.press('{Control>}{Enter}{/Control}');
    await findStep('比对材料');
    expect(screen.getByText(/陈南星退回初审/)).toBeVisible();
    expect(screen.getByText('试用期证明缺法人签字')).toBeVisible();
    expect(room.sent('review.sendBack')[0]).toMatchObject({ reason: '试用期证明缺法人签字' });
  });

  it('looks at the papers without changing a word of them: result keys do nothing here', async () => {
    const room = await secondChecking();
    await room.user.click(paperButton(/^毕业证书/));
    await room.press('j', '3', 'c', 'w', 'e');
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(room.sent('review.checkField')).toEqual([]));
  });
});
