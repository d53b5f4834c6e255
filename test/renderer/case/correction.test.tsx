import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, FieldKey } from '../../../src-preload/contract/cases';
import { actionButton, CANDIDATE, changeCase, fieldRow, findPaperInView, openCaseRoom, settledPapers, type CaseDesk, type CaseDeskOptions } from './case-desk';

afterEach(() => vi.unstubAllGlobals());

const CONFIRM = '{Control>}{Enter}{/Control}';

/** The licence is left to compare; its one field, the work unit, has the keys. */
async function atWorkUnit(options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const given = (view: CaseView): CaseView => {
    const fresh = view.materials;
    const only = settledPapers(view, (material) => (material.code === 'LICENCE' ? (fresh.find(({ code }) => code === 'LICENCE') ?? material) : material));
    return options.given?.(only) ?? only;
  };
  const room = await openCaseRoom(CANDIDATE.inReview, { ...options, given });
  await findPaperInView('机构执业许可证副本');
  await room.press('j');
  return room;
}

async function correcting(options: CaseDeskOptions = {}): Promise<CaseDesk> {
  const room = await atWorkUnit(options);
  await room.press('e');
  await screen.findByRole('dialog', { name: '更改：工作单位' });
  return room;
}

function fieldOf(name: RegExp | string): HTMLElement {
  return within(screen.getByRole('dialog')).getByLabelText(name);
}

function withRule(field: FieldKey, change: Partial<CaseView['correctionRules'][number]>): (view: CaseView) => CaseView {
  return (view) => ({ ...view, correctionRules: view.correctionRules.map((rule) => (rule.field === field ? { ...rule, ...change } : rule)) });
}

async function request(room: CaseDesk, value = '测试市第二医院'): Promise<void> {
  await room.user.clear(fieldOf(/改为/));
  await room.user.type(fieldOf(/改为/), value);
  await room.user.type(fieldOf(/更改理由/), '一月调入');
  await room.user.click(screen.getByRole('checkbox', { name: /机构执业许可证副本/ }));
  await room.press(CONFIRM);
  await screen.findByText('审批人在本台确认');
}

describe('asking for a correction', () => {
  it('shows old value, new value and the site’s rule beside it, and waits for a value, a reason and evidence', async () => {
    const room = await correcting();
    const ask = screen.getByRole('button', { name: /提出更改/ });
    expect(fieldOf(/改为/)).toHaveValue('测试市中医院');
    const rule = screen.getByRole('complementary', { name: '本考点的规定' });
    expect(rule).toHaveTextContent('工作单位变更证明');
    expect(rule).toHaveTextContent('2026-02-20–2026-03-05 08:00-12:00');
    expect(ask).toBeDisabled();
    await room.user.clear(fieldOf(/改为/));
    await room.user.type(fieldOf(/改为/), '测试市第二医院');
    await room.user.type(fieldOf(/更改理由/), '一月调入');
    expect(ask).toBeDisabled();
    await room.press(CONFIRM);
    expect(room.sent('corrections.request')).toEqual([]);
    await room.user.click(screen.getByRole('checkbox', { name: /机构执业许可证副本/ }));
    expect(ask).toBeEnabled();
  });

  it('sends an image of the case as evidence under its own kind', async () => {
    const room = await correcting();
    await request(room);
    expect(room.sent('corrections.request')[0]).toMatchObject({ field: 'workUnit', value: '测试市第二医院', reason: '一月调入', evidence: [{ kind: 'LICENCE', origin: 'material' }] });
  });

  it('hands a file to the desk and sends its digest under the kind that was chosen', async () => {
    const taken = vi.fn(async () => Response.json({ ok: true, value: { sha256: 'c'.repeat(64), width: 900, height: 1200, bytes: 4 } }));
    vi.stubGlobal('fetch', taken);
    const room = await correcting();
    await room.user.upload(screen.getByLabelText('选择图片文件', { selector: 'input' }), new File(['scan'], 'proof.jpg', { type: 'image/jpeg' }));
    await screen.findByText('文件：工作单位变更证明');
    expect(taken).toHaveBeenCalledWith(`material://capture?registrationNo=${CANDIDATE.inReview}`, expect.objectContaining({ method: 'POST', headers: { 'content-type': 'image/jpeg' } }));
    await room.user.type(fieldOf(/改为/), '一部');
    await room.user.type(fieldOf(/更改理由/), '更名');
    await room.press(CONFIRM);
    await waitFor(() => expect(room.sent('corrections.request')[0]?.evidence).toEqual([{ sha256: 'c'.repeat(64), kind: 'UNIT_PROOF', origin: 'file' }]));
  });

  it('tells at the file what the desk did not take, and keeps the rest', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ ok: false, error: { code: 'image-wrong-type' } }));
    const room = await correcting();
    await room.user.type(fieldOf(/更改理由/), '更名');
    await room.user.upload(screen.getByLabelText('选择图片文件', { selector: 'input' }), new File(['text'], 'proof.jpg', { type: 'image/jpeg' }));
    expect(await screen.findByText(/不是 JPEG 或 PNG/)).toBeInTheDocument();
    expect(fieldOf(/更改理由/)).toHaveValue('更名');
  });

  it('keeps what was typed when the desk refuses, and when the form is closed', async () => {
    const room = await correcting();
    await room.user.type(fieldOf(/更改理由/), '一月调入');
    await room.user.type(fieldOf(/改为/), '北院');
    await room.user.click(screen.getByRole('checkbox', { name: /机构执业许可证副本/ }));
    room.desk.refuseNext('corrections.request', { code: 'value-invalid', params: { field: 'workUnit' } });
    await room.press(CONFIRM);
    expect(await screen.findByText(/填写的内容不符合要求/)).toBeInTheDocument();
    await room.user.click(screen.getByRole('button', { name: /取消/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await room.press('e');
    await screen.findByRole('dialog');
    expect(fieldOf(/更改理由/)).toHaveValue('一月调入');
    expect(fieldOf(/改为/)).toHaveValue('北院');
  });

  it('is closed outside the schedule, and the days are shown', async () => {
    const room = await correcting({ given: withRule('workUnit', { insideSchedule: false, days: ['2026-03-02 – 2026-03-04 08:00-12:00'] }) });
    expect(screen.getByText('现在不在受理更改的时间内，不能提出。')).toBeInTheDocument();
    expect(screen.getByRole('complementary')).toHaveTextContent('2026-03-02 – 2026-03-04 08:00-12:00');
    expect(fieldOf(/改为/)).toBeDisabled();
    await room.press(CONFIRM);
    expect(room.sent('corrections.request')).toEqual([]);
  });

  it('is not offered for a field that this site never corrects: the key tells why', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    await room.user.click(fieldRow('证件类型'));
    await room.press('e');
    expect(await screen.findByRole('alert')).toHaveTextContent('不允许现场更改');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('can be asked for a field that stands on no paper, from all data', async () => {
    const room = await atWorkUnit();
    await room.press('f');
    await room.user.click(await screen.findByRole('button', { name: '更改手机' }));
    await screen.findByRole('dialog', { name: '更改：手机' });
    expect(screen.getByText('不要求证明。')).toBeInTheDocument();
  });
});

describe('deciding a correction at this desk', () => {
  it('offers every approver but the one who asked, and the approved value holds with the old one beside it', async () => {
    const room = await correcting();
    await request(room);
    await room.user.type(fieldOf('PIN'), '112358');
    await room.press('{Enter}');
    await screen.findByText('周知远已同意，更改生效');
    await room.user.click(screen.getByRole('button', { name: '继续比对' }));
    await waitFor(() => expect(within(fieldRow('工作单位')).getByText('测试市第二医院')).toBeInTheDocument());
    expect(within(fieldRow('工作单位')).getByText('测试市中医院')).toBeInTheDocument();
    expect(room.sent('corrections.decide')[0]).toMatchObject({ decision: 'approved', typedCode: null, approver: { staffId: 'staff-zhou', pin: '112358' } });
  });

  it('never offers the approval to the person who asked, even when that person is an approver', async () => {
    const room = await correcting({ signedIn: '周知远' });
    await request(room);
    expect(screen.getByText(/没有可以选择的人员/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /同意更改/ })).toBeDisabled();
    expect(within(screen.getByRole('dialog')).queryByLabelText('PIN')).not.toBeInTheDocument();
  });

  it('tells a wrong PIN at the form and approves nothing', async () => {
    const room = await correcting();
    await request(room);
    await room.user.type(fieldOf('PIN'), '999999');
    await room.press('{Enter}');
    expect(await screen.findByText(/PIN 不正确/)).toBeInTheDocument();
    expect(room.desk.state.cases.get(CANDIDATE.inReview)?.corrections.at(-1)?.state).toBe('requested');
  });

  it('asks the approver to type the new code of a high-risk field', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview, { given: (view) => settledPapers(view, (material) => (material.code === 'NOTICE' ? { ...material, state: 'open', fields: view.materials.find(({ code }) => code === 'NOTICE')?.fields ?? [] } : material)) });
    await findPaperInView('报名成功通知单');
    await room.press('j', 'e');
    await screen.findByRole('dialog', { name: '更改：报考类别' });
    await room.user.clear(fieldOf(/改为/));
    await room.user.type(fieldOf(/改为/), '120');
    await room.user.type(fieldOf(/更改理由/), '误选');
    await room.user.click(screen.getByRole('checkbox', { name: /毕业证书/ }));
    await room.press(CONFIRM);
    await room.user.type(await screen.findByLabelText(/请审批人亲自输入新的“报考类别”/), '121');
    await room.user.type(fieldOf('PIN'), '112358');
    await room.press('{Enter}');
    expect(await screen.findByText(/输入的代码与新的报考类别不一致/)).toBeInTheDocument();
    await room.user.clear(screen.getByLabelText(/请审批人亲自输入/));
    await room.user.type(screen.getByLabelText(/请审批人亲自输入/), '120{Enter}');
    await screen.findByText('周知远已同意，更改生效');
  });

  it('asks for a reason when it is refused, and then offers the return of the papers', async () => {
    const room = await correcting();
    await request(room);
    await room.user.click(screen.getByRole('button', { name: /不同意…/ }));
    await room.user.type(fieldOf('PIN'), '112358');
    expect(screen.getByRole('button', { name: /确认不同意/ })).toBeDisabled();
    await room.user.type(fieldOf(/不同意的理由/), '未带新单位证明');
    await room.user.click(screen.getByRole('button', { name: /确认不同意/ }));
    await screen.findByText('周知远不同意这项更改');
    await room.user.click(screen.getByRole('button', { name: '退回材料' }));
    expect(await screen.findByRole('dialog', { name: /退回：不予通过/ })).toBeInTheDocument();
  });

  it('can be left to another desk, which is told in the list of what is open', async () => {
    const room = await correcting();
    await request(room);
    await room.press('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(actionButton(/待审批 1/)).toBeVisible();
    await room.press('g');
    expect(await screen.findByText('审批人在本台确认')).toBeInTheDocument();
  });

  it('hears of a decision that falls at another desk while it is open here', async () => {
    const room = await correcting();
    await request(room);
    changeCase(room.desk, CANDIDATE.inReview, (view) => ({
      ...view, corrections: view.corrections.map((correction) => ({ ...correction, state: 'refused', decidedBy: '周知远', decidedAt: '2026-03-01T09:20:00+08:00', decisionReason: '证明不全' })),
    }));
    room.desk.push('cases.changed', { registrationNo: CANDIDATE.inReview });
    expect(await screen.findByText('周知远不同意这项更改')).toBeInTheDocument();
    expect(screen.getByText('理由：证明不全')).toBeInTheDocument();
  });

  it('can be taken back by the one who asked', async () => {
    const room = await correcting();
    await request(room);
    await room.user.click(screen.getByRole('button', { name: '撤回申请' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(room.sent('corrections.withdraw')).toHaveLength(1);
  });
});
