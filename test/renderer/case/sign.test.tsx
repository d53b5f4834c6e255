import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CANDIDATE, changeCase, fieldRow, findPaperInView, findStep, openCaseRoom, type CaseDesk, type CaseDeskOptions } from './case-desk';

const NO = CANDIDATE.dotted;

async function signing(options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const room = await openCaseRoom(NO, options);
  await findStep('考生确认签字');
  return room;
}

async function shown(options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const room = await signing(options);
  await room.press('{Enter}');
  await screen.findByText('考生正在逐段核对');
  return room;
}

function confirm(room: CaseDesk, section: string): Promise<unknown> {
  return room.desk.api.candidate.confirmSection({ commandId: crypto.randomUUID(), revision: 1, section, box: { x: 0, y: 0, width: 1, height: 1 } });
}

describe('the candidate signs, the staff watches', () => {
  it('shows what the signature rests on before the sheet is shown, with the rule in plain words', async () => {
    await signing();
    const basis = screen.getByRole('region', { name: '签字依据' });
    expect(basis).toHaveTextContent('林一舟，2026-03-01 09:00 通过');
    expect(basis).toHaveTextContent('陈南星，2026-03-01 09:00 通过');
    expect(basis).toHaveTextContent('签字后即为最终结果');
  });

  it('mirrors section by section as the candidate confirms, and the hand that moves', async () => {
    const room = await shown();
    await confirm(room, 'registration');
    expect(await screen.findByText(/已确认 1\/\d+ 段/)).toBeVisible();
    await room.desk.api.candidate.inkProgress({ samples: 212 });
    expect(await screen.findByText('笔迹 212 点')).toBeVisible();
    expect(room.sent('signing.present')).toEqual([{ registrationNo: NO, commandId: expect.any(String) }]);
  });

  it('gives the staff no way to confirm or sign in the candidate’s place', async () => {
    const room = await shown();
    expect(screen.getByText('签字只能由考生本人在考生屏完成。')).toBeVisible();
    expect(screen.getByRole('list', { name: '考生的核对进度' }).querySelectorAll('button, input, [tabindex]')).toHaveLength(0);
    await room.press('{Enter}', ' ');
    expect(room.sent('signing.present')).toHaveLength(1);
    expect(room.sent('candidate.confirmSection')).toEqual([]);
    expect(room.sent('candidate.sign')).toEqual([]);
  });

  it('takes the sheet back, and shows it again', async () => {
    const room = await shown();
    await room.press('b');
    expect(await screen.findByText('确认单已收回')).toBeVisible();
    await room.press('{Enter}');
    await screen.findByText('考生正在逐段核对');
    expect(room.sent('signing.present')).toHaveLength(2);
  });

  it('says in the desk’s words why nothing was signed; the sheet is still with the candidate, and can be taken back', async () => {
    const room = await shown();
    const before = room.desk.state.signing;
    if (before === null) throw new Error('no progress');
    room.desk.state.signing = { ...before, phase: 'failed', failure: 'digest-differs' };
    room.desk.push('signing.changed', room.desk.state.signing);
    expect(await screen.findByText(/屏幕显示的内容与确认单不一致/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /出示确认单/ })).not.toBeInTheDocument();
    await room.press('b');
    expect(await screen.findByRole('button', { name: /重新出示确认单/ })).toBeVisible();
  });

  it('tells that there is no candidate window, where the key was pressed', async () => {
    const room = await signing();
    room.desk.refuseNext('signing.present', { code: 'no-candidate-window' });
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('考生屏没有打开');
  });

  it('asks for the card again when the identity check is not of today', async () => {
    const room = await signing();
    changeCase(room.desk, NO, (view) => ({ ...view, identity: { ...view.identity!, holdsForSigning: false } }));
    room.desk.push('cases.changed', { registrationNo: NO });
    await findStep('核对身份');
    expect(screen.queryByRole('button', { name: /向考生出示确认单/ })).not.toBeInTheDocument();
  });
});

/** The candidate doubts a section: main voids the sheet and sends the case back to comparing. */
async function doubt(room: CaseDesk, section: string): Promise<void> {
  await room.desk.api.candidate.doubt({ commandId: crypto.randomUUID(), revision: 1, section });
  changeCase(room.desk, NO, (view) => ({
    ...view, state: 'inReview', sheet: null, passes: [...view.passes, { pass: 2, outcome: 'sentBack', by: '林一舟', at: '2026-03-01T09:40:00+08:00', reason: `candidate: ${section}` }],
  }));
  room.desk.push('cases.changed', { registrationNo: NO });
  await findStep('比对材料');
}

describe('the candidate says that something is wrong', () => {
  it('brings the papers back at that section, with the field in focus, from where a correction is asked for', async () => {
    const room = await shown();
    await confirm(room, 'registration');
    await doubt(room, 'unit');
    expect(await screen.findByText('考生指出“单位与试用”有误')).toBeVisible();
    await findPaperInView('试用期考核证明');
    await waitFor(() => expect(fieldRow('试用机构')).toHaveFocus());
    await room.press('e');
    expect(await screen.findByRole('dialog', { name: '更改：试用机构' })).toBeInTheDocument();
  });

  it('tells a doubt about the papers themselves, which lies on no field', async () => {
    const room = await shown();
    await doubt(room, 'materials');
    expect(await screen.findByText('考生指出“材料”有误')).toBeVisible();
    await findPaperInView('身份证');
  });

  it('is through once the case has passed again: the sheet can be shown again with one key', async () => {
    const room = await shown();
    await doubt(room, 'unit');
    changeCase(room.desk, NO, (view) => ({ ...view, state: 'readyToSign', passes: [...view.passes, { pass: 1, outcome: 'passed', by: '林一舟', at: '2026-03-01T09:50:00+08:00', reason: null }] }));
    room.desk.push('cases.changed', { registrationNo: NO });
    await findStep('考生确认签字');
    await room.press('{Enter}');
    await screen.findByText('考生正在逐段核对');
  });
});

describe('looking at the papers again before signing', () => {
  it('changes nothing: no result is taken, and one key goes back to signing', async () => {
    const room = await signing();
    await room.press('b');
    await findPaperInView('身份证');
    await room.press('j', '3', 'c', 'w', '1');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(room.sent('review.checkField')).toEqual([]);
    await room.press('{Enter}');
    expect(await screen.findByText('可以向考生出示确认单')).toBeVisible();
  });
});
