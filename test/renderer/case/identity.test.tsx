import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AvailableAction } from '../../../src-preload/contract/cases';
import { createMockDesk } from '../../support/mock-desk-api';
import { actionButton, CANDIDATE, changeCase, findPaperInView, findStep, openCaseRoom, type CaseDesk, type CaseDeskOptions } from './case-desk';

async function tapped(name: 'same' | 'differs' | 'needsHuman', registrationNo: string = CANDIDATE.waiting, options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const room = await openCaseRoom(registrationNo, { given: (view) => ({ ...view, state: 'waiting', identity: null }), ...options });
  room.desk.tapCard([registrationNo], { name });
  await screen.findByRole('columnheader', { name: '证件芯片' });
  return room;
}

describe('the card beside the registration', () => {
  it('is asked for while none lies there, and other ways are named', async () => {
    await openCaseRoom(CANDIDATE.waiting);
    expect(screen.getByRole('heading', { name: '请考生把身份证放在读卡器上' })).toBeVisible();
    expect(actionButton(/无法刷卡/)).toBeEnabled();
    expect(screen.queryByRole('button', { name: /是本人/ })).not.toBeInTheDocument();
  });

  it('is shown row by row, with a word for every result and an honest place for the photo that cannot be decoded', async () => {
    await tapped('same');
    const name = screen.getByRole('row', { name: /姓名/ });
    expect(within(name).getAllByText('林小禾')).toHaveLength(2);
    expect(within(name).getByText('一致')).toBeVisible();
    expect(screen.getByRole('img', { name: /芯片照片需厂家解码组件/ })).toBeVisible();
  });

  it('says by which day the validity was judged, and shows none as if it were registered', async () => {
    await tapped('same');
    const cells = within(screen.getByRole('row', { name: /有效期/ })).getAllByRole('cell').map(({ textContent }) => textContent);
    expect(cells.slice(0, 2)).toEqual(['报名信息没有这一项，按今天 2026-03-02 判断', '2020-01-01–2040-01-01']);
  });

  it('passes with one key when nothing differs', async () => {
    const room = await tapped('same');
    await room.press('{Enter}');
    await findPaperInView('身份证');
    expect(room.sent('identity.confirm')).toEqual([{ registrationNo: CANDIDATE.waiting, readId: 'read-1', samePerson: true, answers: {}, commandId: expect.any(String) }]);
  });

  it('does not pass when it differs: the key tells why, and nothing is sent', async () => {
    const room = await tapped('differs');
    await room.press('{Enter}', ' ');
    expect(await screen.findByRole('alert')).toHaveTextContent('不能按“是本人”通过');
    expect(actionButton(/^是本人/)).toHaveAttribute('aria-disabled', 'true');
    expect(room.sent('identity.confirm')).toEqual([]);
  });

  it('shows the photo of the chip where the site can decode it', async () => {
    const room = await tapped('same');
    changeCase(room.desk, CANDIDATE.waiting, (view) => ({ ...view, pendingCard: view.pendingCard === null ? null : { ...view.pendingCard, photoDecoded: true, photo: 'data:image/bmp;base64,Qk0=' } }));
    act(() => room.desk.push('cases.changed', { registrationNo: CANDIDATE.waiting }));
    expect(await screen.findByRole('img', { name: '林小禾的芯片照片' })).toHaveAttribute('src', 'data:image/bmp;base64,Qk0=');
    expect(screen.queryByRole('img', { name: /芯片照片需厂家解码组件/ })).not.toBeInTheDocument();
  });

  it('is confirmed by nobody before both photos stand on the screen: an Enter that comes with the card tells so and sends nothing', async () => {
    const room = await tapped('same', CANDIDATE.waiting, { images: 'never' });
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('照片还在载入');
    const registered = screen.getAllByRole('img', { name: '林小禾的报名照片' }).find((each) => each.closest('figure') !== null);
    if (registered === undefined) throw new Error('no photo stands beside the card');
    changeCase(room.desk, CANDIDATE.waiting, (view) => ({ ...view, pendingCard: view.pendingCard === null ? null : { ...view.pendingCard, photoDecoded: true, photo: 'blob:chip-photo' } }));
    act(() => room.desk.push('cases.changed', { registrationNo: CANDIDATE.waiting }));
    const chip = await screen.findByRole('img', { name: '林小禾的芯片照片' });
    fireEvent.load(registered);
    await room.press('{Enter}');
    expect(room.sent('identity.confirm')).toEqual([]);
    fireEvent.error(chip);
    expect(screen.getByText('芯片照片无法显示，请看证件上的照片')).toBeVisible();
    await room.press('{Enter}');
    await findPaperInView('身份证');
    expect(room.sent('identity.confirm')).toHaveLength(1);
  });

  it.each([
    ['cannot be shown', { images: 'fail' }, '报名照片无法显示，请看证件上的照片'],
    ['is missing', { given: (view) => ({ ...view, state: 'waiting', identity: null, photoUrl: null }) }, '没有报名照片，请看证件上的照片'],
  ] satisfies readonly [string, CaseDeskOptions, string][])('is judged by the card where the registration photo %s, and that is said', async (_how, options, said) => {
    const room = await tapped('same', CANDIDATE.waiting, options);
    expect(screen.getByText(said)).toBeVisible();
    await room.press('{Enter}');
    await findStep('比对材料');
    expect(room.sent('identity.confirm')).toHaveLength(1);
  });

  it('tells a rare character by its code point, beside the glyph', async () => {
    await tapped('needsHuman', CANDIDATE.untyped);
    expect(screen.getByRole('row', { name: /姓名/ })).toHaveTextContent('𬭎 U+2CB4E 生僻字');
  });

  it('leads to the row that only a human can judge, takes the answer, then passes with it', async () => {
    const room = await tapped('needsHuman', CANDIDATE.untyped);
    await room.press('{Enter}');
    expect(screen.getByRole('row', { name: /姓名/ })).toHaveFocus();
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('“姓名”需要您来判断');
    expect(room.sent('identity.confirm')).toEqual([]);
    await room.press('1', '{Enter}');
    await findPaperInView('身份证');
    expect(room.sent('identity.confirm')[0]?.answers).toEqual({ name: 'same' });
  });

  it('warns of an answer that finds a difference, which can be given anew', async () => {
    const room = await tapped('needsHuman', CANDIDATE.untyped);
    await room.press('3');
    expect(screen.getByText('有项目判为不符')).toBeVisible();
    screen.getByRole('row', { name: /姓名/ }).focus();
    await room.press('1');
    expect(screen.getByText('需要判断的项目已判断，证件有效')).toBeVisible();
  });

  it('tells a refusal where it arose and keeps the answers', async () => {
    const room = await tapped('needsHuman', CANDIDATE.untyped);
    room.desk.refuseNext('identity.confirm', { code: 'card-expired-from-memory' });
    await room.press('1', '{Enter}');
    expect(await screen.findByText(/卡片信息已超时清除/)).toBeVisible();
    expect(screen.getByText('需要判断的项目已判断，证件有效')).toBeVisible();
  });

  it('asks again where an earlier check does not hold for today, and says so', async () => {
    await openCaseRoom(CANDIDATE.inReview, {
      given: (view) => ({ ...view, identity: { method: 'chip', at: '2026-02-27T10:00:00+08:00', by: '陈南星', consentBy: null, passed: true, reason: null, holdsForSigning: false } }),
    });
    await findStep('核对身份');
    expect(screen.getByText('上次核对已通过，但不能用于今天签字，请重新核对')).toBeVisible();
  });
});

describe('somebody else', () => {
  it('is stored as a check that did not pass, then refused with an approver and the papers given back', async () => {
    const room = await tapped('same');
    await room.press('n');
    await screen.findByRole('dialog', { name: '不是本人' });
    await room.press('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('dialog', { name: /退回：不予通过/ });
    expect(room.sent('identity.confirm')[0]).toMatchObject({ samePerson: false });
    expect(within(dialog).getByRole('checkbox', { name: '疑似冒名顶替' })).toBeChecked();
    expect(within(dialog).getByLabelText(/退回理由/)).toHaveValue('到场人员与证件、报名照片不是同一人');
    await room.user.type(within(dialog).getByLabelText('PIN'), '112358');
    await room.press('{Control>}{Enter}{/Control}');
    expect(await screen.findByRole('heading', { name: '已退回' })).toBeVisible();
    expect(room.sent('cases.refuse')[0]).toMatchObject({ impostor: true, approver: { staffId: 'staff-zhou', pin: '112358' } });
  });
});

describe('identity without the chip', () => {
  async function otherWays(options: Parameters<typeof openCaseRoom>[1] = {}): Promise<{ room: CaseDesk; dialog: HTMLElement }> {
    const room = await openCaseRoom(CANDIDATE.waiting, options);
    await room.press('w');
    return { room, dialog: await screen.findByRole('dialog', { name: '不刷卡核对身份' }) };
  }

  /** A temporary card, chosen by its digit and typed; the date is what the field would give. */
  async function takeDown({ room, dialog }: Awaited<ReturnType<typeof otherWays>>, name: string): Promise<void> {
    await room.press('2');
    expect(within(dialog).getByLabelText('证件号码')).toHaveFocus();
    await room.user.keyboard('990000200001010012{Tab}');
    await room.user.keyboard(name);
    fireEvent.change(within(dialog).getByLabelText('有效期止'), { target: { value: '2026-04-01' } });
    await room.user.type(within(dialog).getByLabelText(/原因/), '身份证补办中');
    await room.press('{Control>}{Enter}{/Control}');
  }

  it('lays a paper beside the registration; the clerk says who it is, and another person consents where the site asks', async () => {
    const opened = await otherWays();
    await takeDown(opened, '林小禾');
    const { room } = opened;
    expect(await screen.findByRole('columnheader', { name: '出示的证件' })).toBeVisible();
    expect(room.sent('identity.show')).toEqual([{
      registrationNo: CANDIDATE.waiting, reason: '身份证补办中', identifier: null,
      paper: { document: 'temporaryId', name: '林小禾', number: '990000200001010012', validFrom: null, validUntil: '2026-04-01' },
    }]);
    expect(screen.getByText(/通过时须审批人输入 PIN/)).toBeVisible();
    await room.press('{Enter}');
    const consent = await screen.findByRole('dialog', { name: '审批人同意用这份证件' });
    await room.user.type(within(consent).getByLabelText('PIN'), '000000');
    await room.press('{Enter}');
    expect(await within(consent).findByText(/PIN 不正确/)).toBeInTheDocument();
    await room.user.clear(within(consent).getByLabelText('PIN'));
    await room.user.type(within(consent).getByLabelText('PIN'), '112358');
    await room.press('{Enter}');
    await findPaperInView('身份证');
    expect(room.sent('identity.confirm').at(-1)).toMatchObject({ readId: 'paper-1', samePerson: true, approver: { staffId: 'staff-zhou' } });
  });

  it('keeps what was typed when the desk refuses it, and gives it back to mend a slip', async () => {
    const opened = await otherWays();
    opened.room.desk.refuseNext('identity.show', { code: 'typed-number-wrong' });
    await takeDown(opened, '林小何');
    expect(await within(opened.dialog).findByText(/校验位不对/)).toBeInTheDocument();
    expect(within(opened.dialog).getByLabelText('证件号码')).toHaveValue('990000200001010012');
    await opened.room.press('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/按 W 修改/)).toBeVisible();
    await opened.room.press('w');
    const again = await screen.findByRole('dialog', { name: '不刷卡核对身份' });
    expect(within(again).getByLabelText('证件号码')).toHaveFocus();
    expect(within(again).getByLabelText('证件上的姓名')).toHaveValue('林小何');
    expect(within(again).getByLabelText('有效期止')).toHaveValue('2026-04-01');
  });

  it('asks for a second identifier where a chip should have been read, and lets nothing be left out', async () => {
    const { room, dialog } = await otherWays();
    await room.press('1');
    await room.user.keyboard('990000200001010012{Tab}林小禾');
    await room.user.click(within(dialog).getByRole('checkbox', { name: '长期' }));
    await room.user.type(within(dialog).getByLabelText(/原因/), '芯片损坏');
    expect(within(dialog).getByRole('button', { name: /与报名信息比对/ })).toBeDisabled();
    await room.user.type(within(dialog).getByLabelText('考生报出或出示的内容'), '20269901000001');
    await room.press('{Control>}{Enter}{/Control}');
    await screen.findByRole('columnheader', { name: '出示的证件' });
    expect(room.sent('identity.show')[0]).toMatchObject({ identifier: { kind: 'registrationNo', value: '20269901000001' }, paper: { document: 'residentId', validUntil: '长期' } });
  });

  it('takes both lines of a passport as a scanner types them', async () => {
    const passport = { document: 'passport', lastDay: 'asked', secondIdentifier: false, longTerm: false } as const;
    const { room, dialog } = await otherWays({ given: (view) => ({ ...view, identityPapers: [passport] }) });
    await room.press('1');
    const lines = within(dialog).getByLabelText('护照资料页底部两行');
    expect(lines).toHaveFocus();
    await room.user.keyboard('P<UTOERIKSSON{Enter}L898902C36{Enter}');
    await room.user.type(within(dialog).getByLabelText(/原因/), '报名证件为护照');
    await room.press('{Control>}{Enter}{/Control}');
    await screen.findByRole('columnheader', { name: '出示的证件' });
    expect(room.sent('identity.show')[0]?.paper).toEqual({ document: 'passport', lines: 'P<UTOERIKSSON\nL898902C36\n' });
  });

  it('of who registered with a document that has no chip is that document: Enter leads to it, the reason is known, and no card is asked for', async () => {
    const passport = { document: 'passport', lastDay: 'asked', secondIdentifier: false, longTerm: false } as const;
    const room = await openCaseRoom(CANDIDATE.waiting, { given: (view) => ({ ...view, awaits: 'paper', identityPapers: [passport] }) });
    expect(screen.getByRole('heading', { name: '请考生出示报名时登记的证件：护照' })).toBeVisible();
    expect([screen.queryByText(/身份证放在读卡器上/), screen.queryByRole('button', { name: /放上模拟身份证/ })]).toEqual([null, null]);
    await room.press('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: '不刷卡核对身份' });
    expect(within(dialog).getByLabelText('护照资料页底部两行')).toHaveFocus();
    await room.user.keyboard('P<UTOERIKSSON{Enter}L898902C36{Enter}');
    await room.press('{Control>}{Enter}{/Control}');
    await screen.findByRole('columnheader', { name: '出示的证件' });
    expect(room.sent('identity.show')[0]?.reason).toBe('报名证件是护照，没有芯片可读');
  });

  it('by who is no reviewer is an approver’s consent alone: no form of a paper is offered that the desk would refuse when it is sent', async () => {
    const passport = { document: 'passport', lastDay: 'asked', secondIdentifier: false, longTerm: false } as const;
    const noReviewer = (action: AvailableAction): AvailableAction => (action.action === 'confirmIdentity' ? { ...action, allowed: false, why: 'role-missing', params: { role: 'reviewer' } } : action);
    const desk = createMockDesk();
    const { open } = desk.api.cases;
    desk.api.cases.open = async (input) => {
      const reply = await open(input);
      return reply.ok ? { ok: true, value: { ...reply.value, actions: reply.value.actions.map(noReviewer) } } : reply;
    };
    const room = await openCaseRoom(CANDIDATE.waiting, { desk, given: (view) => ({ ...view, awaits: 'paper', identityPapers: [passport] }) });
    expect([screen.queryByRole('button', { name: /录入证件/ }), screen.queryByText(/按 Enter/)]).toEqual([null, null]);
    await room.press('{Enter}', 'w');
    const dialog = await screen.findByRole('dialog', { name: '不刷卡核对身份' });
    expect(within(dialog).getAllByRole('radio').map(({ parentElement }) => parentElement?.parentElement?.textContent)).toEqual([expect.stringContaining('由审批人决定')]);
    expect(within(dialog).getByRole('button', { name: /同意，身份核对通过/ })).toBeDisabled();
  });

  it('without any paper needs a reason and another person who may consent', async () => {
    const { room, dialog } = await otherWays();
    await room.press('4');
    const consent = within(dialog).getByRole('button', { name: /同意，身份核对通过/ });
    expect(consent).toBeDisabled();
    await room.user.type(within(dialog).getByLabelText('PIN'), '112358');
    expect(consent).toBeDisabled();
    await room.user.type(within(dialog).getByLabelText(/原因/), '证件昨晚被盗，人事科长当面指认');
    await room.user.click(consent);
    await findPaperInView('身份证');
    expect(room.sent('identity.consent')[0]).toMatchObject({ reason: '证件昨晚被盗，人事科长当面指认', approver: { staffId: 'staff-zhou' } });
  });

  it('offers nobody when the only approver is the person who asks', async () => {
    const { room, dialog } = await otherWays({ signedIn: '周知远' });
    await room.press('4');
    expect(within(dialog).getByText(/没有可以选择的人员/)).toBeInTheDocument();
    expect(within(dialog).queryByLabelText('PIN')).not.toBeInTheDocument();
  });

  it('keeps what was written when the PIN is wrong', async () => {
    const { room, dialog } = await otherWays();
    await room.press('4');
    await room.user.type(within(dialog).getByLabelText(/原因/), '芯片损坏');
    await room.user.type(within(dialog).getByLabelText('PIN'), '000000');
    await room.press('{Enter}');
    expect(await within(dialog).findByText(/PIN 不正确/)).toBeInTheDocument();
    expect(within(dialog).getByLabelText(/原因/)).toHaveValue('芯片损坏');
  });
});

describe('a card on the reader', () => {
  it('can be the practice card of a training store, with one key', async () => {
    const room = await openCaseRoom(CANDIDATE.waiting);
    await room.press('{Enter}');
    expect(room.sent('trainingReader.present')).toEqual([{ registrationNo: CANDIDATE.waiting }]);
  });

  it('is never pretended in a live store', async () => {
    const room = await openCaseRoom(CANDIDATE.waiting, { session: { trainingReader: false } });
    await room.press('{Enter}');
    expect(screen.queryByRole('button', { name: /模拟身份证/ })).not.toBeInTheDocument();
    expect(room.sent('trainingReader.present')).toEqual([]);
  });

  it('arrives in a room that is open already', async () => {
    const room = await openCaseRoom(CANDIDATE.waiting);
    changeCase(room.desk, CANDIDATE.waiting, (view) => view);
    room.desk.tapCard([CANDIDATE.waiting]);
    expect(await screen.findByRole('button', { name: /^是本人/ })).toBeVisible();
  });
});
