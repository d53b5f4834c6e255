import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMockDesk } from '../../support/mock-desk-api';
import { confirmSections, confirmView, FRAME, pushView, sampleSheet, sectionCalled, sentTo, showCandidate } from './candidate-desk';

beforeEach(() => {
  delete document.documentElement.dataset['ready'];
});

describe('the candidate window', () => {
  it('greets with site and exam, and says what comes', async () => {
    await showCandidate({ ...FRAME, step: 'welcome' });
    expect(screen.getByText('测试考点 · 医师资格考试')).toBeVisible();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringContaining('身份证件'), expect.stringContaining('原件'), expect.stringContaining('签字')]);
  });

  it('greets without a name of anything while the desk has no store, and asks again until it has one', async () => {
    const desk = createMockDesk();
    desk.refuseNext('candidate.get', { code: 'store-missing' });
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const shown = showCandidate({ ...FRAME, step: 'welcome' }, 'zh-CN', desk);
    expect(await screen.findByText('您好，欢迎参加现场审核')).toBeVisible();
    expect(screen.queryByText(/测试考点/)).toBeNull();
    expect(document.documentElement.dataset['ready']).toBeUndefined();
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    await shown;
    expect(screen.getByText('测试考点 · 医师资格考试')).toBeVisible();
    vi.useRealTimers();
  });

  it('says on every page that training and trial have no effect', async () => {
    const { desk } = await showCandidate({ ...FRAME, step: 'welcome' });
    for (const view of [confirmView(), { ...FRAME, step: 'handBack' } as const]) {
      act(() => pushView(desk, view));
      expect(screen.getByText(/训练 TRAINING/)).toBeVisible();
      expect(screen.getByText('试用版 TRIAL')).toBeVisible();
    }
    act(() => pushView(desk, { ...FRAME, kind: 'live', trial: false, step: 'welcome' }));
    expect(screen.queryByText(/训练 TRAINING|试用版 TRIAL/)).toBeNull();
  });

  it('names the papers to hand over in the language of the page', async () => {
    const { user } = await showCandidate({ ...FRAME, step: 'handOver', name: '范𬭎㛃', materials: [{ 'zh-CN': '毕业证书', en: 'Diploma' }] });
    expect(screen.getByText('毕业证书')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(screen.getByText('Diploma')).toBeVisible();
    expect(screen.getByText('范𬭎㛃')).toBeVisible();
  });

  it('shows a running correction to be read, with nothing to press but the language', async () => {
    await showCandidate({ ...FRAME, step: 'correction', name: '范𬭎㛃', field: 'workUnit', old: '', new: '测试市人民医院' });
    expect(screen.getByRole('heading', { name: '正在更正：工作单位' })).toBeVisible();
    expect(screen.getByText('（空）')).toBeVisible();
    expect(screen.getByText('测试市人民医院')).toBeVisible();
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['中文', 'English']);
  });

  it('thanks with the receipt code, and begins in Chinese for the next person', async () => {
    const { desk, user } = await showCandidate({ ...FRAME, step: 'thanks', name: '范𬭎㛃', receiptCode: '7K3M-Q0ZD', singleDisplay: false });
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(screen.getByRole('status', { name: 'Receipt code' })).toHaveTextContent('7K3M-Q0ZD');
    act(() => pushView(desk, { ...FRAME, step: 'welcome' }));
    expect(screen.getByText('您好，欢迎参加现场审核')).toBeVisible();
    expect(screen.queryByText('范𬭎㛃')).toBeNull();
  });
});

describe('handing the screen back', () => {
  it('takes the name of a person of the staff and their PIN', async () => {
    const { desk, user } = await showCandidate({ ...FRAME, step: 'handBack' });
    const take = screen.getByRole('button', { name: '收回' });
    expect(take).toBeDisabled();
    await user.click(screen.getByRole('combobox', { name: '人员' }));
    await user.click(await screen.findByTitle('林一舟 · 审核员'));
    await user.type(screen.getByLabelText('PIN'), '246810');
    await user.click(take);
    expect(await screen.findByText('您好，欢迎参加现场审核')).toBeVisible();
    expect(desk.state.candidate.step).toBe('welcome');
  });

  it('stays where it is with a wrong PIN, says so and forgets what was typed', async () => {
    const { user } = await showCandidate({ ...FRAME, step: 'handBack' });
    await user.click(screen.getByRole('combobox', { name: '人员' }));
    await user.click(await screen.findByTitle('林一舟 · 审核员'));
    await user.type(screen.getByLabelText('PIN'), '999999{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('PIN 不正确');
    expect(screen.getByRole('heading', { name: '请把设备交还工作人员' })).toBeVisible();
    expect(screen.getByLabelText('PIN')).toHaveValue('');
  });

  it('is offered discreetly while the sheet is on the only display, and nowhere on a second one', async () => {
    const { desk, user } = await showCandidate(confirmView(sampleSheet(), { singleDisplay: true }));
    await user.click(screen.getByRole('button', { name: '工作人员 Staff' }));
    expect(await screen.findByRole('dialog', { name: '工作人员收回屏幕' })).toHaveTextContent('考生还没有完成的签字会停下');
    act(() => pushView(desk, confirmView(sampleSheet({ revision: 2 }))));
    expect(screen.queryByRole('button', { name: '工作人员 Staff' })).toBeNull();
  });
});

describe('something wrong on the sheet', () => {
  it('is told to the desk by section, and the candidate is told what happens now', async () => {
    const { desk, user } = await showCandidate(confirmView());
    await user.click(screen.getByRole('button', { name: 'English' }));
    await user.click(within(sectionCalled('Papers')).getByRole('button', { name: 'Something is wrong' }));
    expect(await screen.findByText(/something under “Papers” is wrong/)).toBeVisible();
    expect(sentTo(desk, 'candidate.doubt')).toEqual([{ revision: 1, section: 'materials', commandId: expect.any(String) as string }]);
  });

  it('leaves the sheet where it is when the desk refuses', async () => {
    const { desk, user } = await showCandidate(confirmView());
    desk.refuseNext('candidate.doubt', { code: 'not-presenting' });
    await user.click(within(sectionCalled('材料')).getByRole('button', { name: '有错误' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('现在没有向考生出示确认单');
    expect(sectionCalled('材料')).toBeVisible();
  });

  it('gives way to the greeting after a minute, in Chinese again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { user } = await showCandidate(confirmView());
    await user.click(screen.getByRole('button', { name: 'English' }));
    await user.click(within(sectionCalled('Papers')).getByRole('button', { name: 'Something is wrong' }));
    await screen.findByText(/nothing is signed/);
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText('您好，欢迎参加现场审核')).toBeVisible();
    vi.useRealTimers();
  });
});

describe('hands on the glass', () => {
  it('open no menu, drag nothing, select nothing and zoom nothing', async () => {
    await showCandidate(confirmView());
    const name = screen.getByText('范𬭎㛃');
    for (const event of [new MouseEvent('contextmenu', { bubbles: true, cancelable: true }), new Event('dragstart', { bubbles: true, cancelable: true }),
      new Event('selectstart', { bubbles: true, cancelable: true }), Object.assign(new Event('wheel', { bubbles: true, cancelable: true }), { ctrlKey: true }),
      new KeyboardEvent('keydown', { key: '+', ctrlKey: true, bubbles: true, cancelable: true })]) {
      expect({ type: event.type, kept: name.dispatchEvent(event) }).toEqual({ type: event.type, kept: false });
    }
  });

  it('may still scroll and type a PIN', async () => {
    await showCandidate({ ...FRAME, step: 'handBack' });
    const pin = await screen.findByLabelText('PIN');
    expect(fireEvent(pin, new Event('selectstart', { bubbles: true, cancelable: true }))).toBe(true);
    expect(fireEvent.wheel(document.body, { deltaY: 100 })).toBe(true);
    expect(fireEvent.keyDown(pin, { key: '0' })).toBe(true);
  });
});

describe('a server that is lost while the candidate reads', () => {
  it('is covered by a calm page, and what was confirmed is still there afterwards', async () => {
    const { desk, user } = await showCandidate(confirmView());
    await confirmSections(user, '报考信息');
    const shown = desk.state.candidate;
    act(() => pushView(desk, { ...shown, waiting: true }));
    expect(await screen.findByRole('alertdialog', { name: '请稍候片刻' })).toBeVisible();
    act(() => pushView(desk, { ...shown, waiting: false }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(within(sectionCalled('报考信息')).getByText('已确认')).toBeVisible();
  });
});
