import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AvailableAction, CaseView } from '../../../src-preload/contract/cases';
import { createMockDesk } from '../../support/mock-desk-api';
import { caseActions } from '../../../src-renderer/features/case/case-actions';
import { findMockCase } from '../../support/mock-desk-state';
import { actionButton, CANDIDATE, changeCase, findPaperInView, openCaseRoom } from './case-desk';

function heldElsewhere(view: CaseView): CaseView {
  return { ...view, readOnly: true, claim: { deskId: 'desk-2', staffName: '陈南星', since: '2026-03-01T08:50:00+08:00', mine: false } };
}

describe('a case that another desk has', () => {
  it('says who, where and since when, and offers no decision', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview, { given: heldElsewhere });
    expect(await screen.findByText(/陈南星 在 desk-2 办理（自 2026-03-01 08:50）/)).toBeVisible();
    await findPaperInView('身份证');
    expect(screen.queryByRole('button', { name: /一致，下一份|异议|承诺|退回|待补材料|暂离|初审通过/ })).not.toBeInTheDocument();
    await room.press('{Enter}', ' ', 'j', '1', '3', 'c', 'x', 'u');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(room.desk.calls.map(({ channel }) => channel).filter((channel) => channel.startsWith('review.'))).toEqual([]);
  });

  it('can be read: papers, images and all data', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview, { given: heldElsewhere });
    await findPaperInView('身份证');
    await room.press('{PageDown}');
    await findPaperInView('报名成功通知单');
    await room.press('f');
    expect(await screen.findByRole('dialog', { name: /陆㛃 · 全部信息/ })).toBeInTheDocument();
  });

  it('is taken over with an approver’s PIN, and then worked on here', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview, { given: heldElsewhere });
    await findPaperInView('身份证');
    await room.press('t');
    const dialog = await screen.findByRole('dialog', { name: '接管到本台' });
    await room.user.type(within(dialog).getByLabelText('PIN'), '112358{Enter}');
    expect(await screen.findByRole('button', { name: /6 项一致，下一份/ })).toBeVisible();
    expect(room.sent('cases.takeOver')[0]).toMatchObject({ approver: { staffId: 'staff-zhou' } });
  });
});

describe('a case that another desk took over while it was worked on here', () => {
  it('says who and when, becomes read only, and keeps what was typed and not sent', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    await room.press('u');
    const dialog = await screen.findByRole('dialog', { name: /待补材料/ });
    const [reason] = within(dialog).getAllByRole('textbox');
    if (reason === undefined) throw new Error('nothing to type into');
    await room.user.type(reason, '试用期考核证明未盖公章');
    changeCase(room.desk, CANDIDATE.inReview, heldElsewhere);
    act(() => {
      room.desk.push('cases.takenOver', { registrationNo: CANDIDATE.inReview, deskId: 'desk-2', staffName: '陈南星', at: '2026-03-01T10:42:00+08:00' });
      room.desk.push('cases.changed', { registrationNo: CANDIDATE.inReview });
    });
    expect(await screen.findByText(/已于 10:42 由 陈南星 在 desk-2 接管/)).toBeInTheDocument();
    expect(screen.getByText(/还没有提交的内容没有丢/)).toBeInTheDocument();
    expect(within(screen.getByRole('dialog', { name: /待补材料/ })).getAllByRole('textbox')[0]).toHaveValue('试用期考核证明未盖公章');
  });

  it('says nothing of another case', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    act(() => room.desk.push('cases.takenOver', { registrationNo: CANDIDATE.dotted, deskId: 'desk-2', staffName: '陈南星', at: '2026-03-01T10:42:00+08:00' }));
    expect(screen.queryByText(/接管，本台改为只能查看/)).toBeNull();
  });
});

describe('a case of another desk’s registration point', () => {
  it('says which point, and which are this desk’s', async () => {
    const other = (action: AvailableAction): AvailableAction => ({ ...action, allowed: false, why: 'other-point', params: { point: '9907', points: '9901, 9902' } });
    const room = await openCaseRoom(CANDIDATE.inReview);
    const { get } = room.desk.api.cases;
    room.desk.api.cases.get = async (input) => {
      const reply = await get(input);
      return reply.ok ? { ok: true, value: { ...reply.value, readOnly: true, claim: null, actions: reply.value.actions.map(other) } } : reply;
    };
    act(() => room.desk.push('cases.changed', { registrationNo: CANDIDATE.inReview }));
    expect(await screen.findByText(/属于报名点“9907”，本台只办理：9901, 9902/)).toBeVisible();
  });
});

describe('a case that cannot be opened', () => {
  it('says why and opens when it is asked again', async () => {
    const desk = createMockDesk();
    desk.refuseNext('cases.open', { code: 'store-busy' });
    const opening = openCaseRoom(CANDIDATE.inReview, { desk });
    const again = await screen.findByRole('button', { name: /重\s?试/ });
    expect(screen.getByRole('alert')).toHaveTextContent('数据库正忙');
    again.click();
    await opening;
    expect(screen.getByRole('heading', { level: 1, name: '陆㛃' })).toBeVisible();
  });
});

describe('the site is closed', () => {
  it('tells the days, and keys that would decide only tell them again', async () => {
    const closed = (action: AvailableAction): AvailableAction =>
      (['reviewMaterials', 'requestCorrection', 'passFirstCheck'].includes(action.action) ? { ...action, allowed: false, why: 'outside-schedule', params: { days: '2026-02-20 – 2026-03-05' } } : action);
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    const { get } = room.desk.api.cases;
    room.desk.api.cases.get = async (input) => {
      const reply = await get(input);
      return reply.ok ? { ok: true, value: { ...reply.value, actions: reply.value.actions.map(closed) } } : reply;
    };
    room.desk.push('cases.changed', { registrationNo: CANDIDATE.inReview });
    await screen.findByText(/现在不在规定的办理时间内（2026-02-20 – 2026-03-05）/);
    await waitFor(() => expect(actionButton(/6 项一致/)).toHaveAttribute('aria-disabled', 'true'));
    await room.press('{Enter}');
    expect(room.sent('review.confirmMaterial')).toEqual([]);
  });
});

describe('the actions on the whole case', () => {
  it('are never more than main allows or explains', () => {
    const desk = createMockDesk();
    const view = findMockCase(desk.state, CANDIDATE.inReview);
    if (view === undefined) throw new Error('no case');
    const effects = { open: () => undefined, showIdNumber: () => undefined, leave: () => undefined };
    const names = (changed: CaseView): string[] => caseActions(changed, effects).map(({ name }) => name);
    expect(names({ ...view, actions: [] })).toEqual(['caseFile', 'showIdNumber', 'keys', 'leave']);
    const refused: AvailableAction = { action: 'refuse', allowed: false, why: 'claimed-elsewhere', params: {}, needsApprover: false };
    expect(names({ ...view, actions: [refused] })).toContain('refuse');
    expect(names({ ...view, readOnly: true, actions: [refused] })).not.toContain('refuse');
    expect(names({ ...view, actions: [{ ...refused, why: 'case-signed' }] })).not.toContain('refuse');
  });
});
