import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../../src-main/canonical/canonical-json';
import type { JsonValue } from '../../../src-main/domain/audit-event';
import { HOLD_MS } from '../../../src-renderer/candidate/sign/HoldButton';
import { ALL_SECTIONS, confirmSections, confirmView, drawLine, placeArea, pushView, sampleSheet, sectionCalled, sentTo, showCandidate, type ShownCandidate } from './candidate-desk';

const LINE = [[100, 100], [200, 150], [300, 100]] as const;

beforeEach(() => {
  delete document.documentElement.dataset['ready'];
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
});
afterEach(() => {
  vi.useRealTimers();
});

function area(): HTMLElement {
  const canvas = screen.getByRole('img', { name: '签名区' });
  placeArea(canvas);
  return canvas;
}

function holdButton(): HTMLElement {
  return screen.getByRole('button', { name: '按住签字' });
}

async function hold(milliseconds: number): Promise<void> {
  fireEvent.pointerDown(holdButton(), { pointerId: 5, button: 0 });
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
  const button = screen.queryByRole('button', { name: '按住签字' });
  if (button !== null) fireEvent.pointerUp(button, { pointerId: 5 });
  await act(() => vi.advanceTimersByTimeAsync(100));
}

/** A case whose sheet the pretended desk can seal. */
async function showSheet(change: Parameters<typeof confirmView>[1] = {}): Promise<ShownCandidate> {
  return showCandidate(confirmView(sampleSheet(), change));
}

async function showConfirmed(change: Parameters<typeof confirmView>[1] = {}): Promise<ShownCandidate> {
  const view = confirmView(sampleSheet(), change);
  return showCandidate({ ...view, sections: view.sections.map((section) => ({ ...section, confirmed: true })) });
}

describe('confirming', () => {
  it('tells the desk section by section, with the revision and a box of whole pixels', async () => {
    const { desk, user } = await showSheet();
    await confirmSections(user, ...ALL_SECTIONS);
    const sent = sentTo(desk, 'candidate.confirmSection');
    expect(sent.map(({ revision, section }) => [revision, section])).toEqual([[1, 'registration'], [1, 'person'], [1, 'corrections'], [1, 'materials']]);
    for (const { box } of sent) expect(Object.values(box).every(Number.isInteger)).toBe(true);
  });

  it('shows the way: what is done, where the candidate is, what comes', async () => {
    const { user } = await showSheet();
    const steps = (): string[] => within(screen.getByRole('navigation', { name: '核对进度' })).getAllByRole('button').map((step) => `${step.textContent ?? ''}${step.getAttribute('aria-current') === 'step' ? '←' : ''}`);
    expect(steps()).toEqual(['1报考信息←', '2个人信息', '3更正', '4材料', '5签字']);
    await confirmSections(user, '报考信息');
    expect(steps()).toEqual(['报考信息已确认', '2个人信息←', '3更正', '4材料', '5签字']);
  });

  it('takes another order, and comes back to what was left out', async () => {
    const { user } = await showSheet();
    await confirmSections(user, '材料', '报考信息');
    expect(screen.getByRole('button', { current: 'step' })).toHaveTextContent('个人信息');
  });

  it('takes no second confirmation in the moment after one, so that a double tap confirms nothing unseen', async () => {
    const { desk, user } = await showSheet();
    await user.click(within(sectionCalled('报考信息')).getByRole('button', { name: '内容正确' }));
    await within(sectionCalled('报考信息')).findByText('已确认');
    const next = within(sectionCalled('个人信息')).getByRole('button', { name: '内容正确' });
    expect(next).toBeDisabled();
    await user.click(next);
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(next).toBeEnabled();
    expect(sentTo(desk, 'candidate.confirmSection')).toHaveLength(1);
  });

  it('moves the focus to the heading of what comes next', async () => {
    const { user } = await showSheet();
    await confirmSections(user, '报考信息');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: '个人信息' }));
  });

  it('says why when the desk refuses, and leaves the section open', async () => {
    const { desk, user } = await showSheet();
    desk.refuseNext('candidate.confirmSection', { code: 'no-candidate-window' });
    await user.click(within(sectionCalled('报考信息')).getByRole('button', { name: '内容正确' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('考生屏没有打开');
    expect(within(sectionCalled('报考信息')).queryByText('已确认')).toBeNull();
  });

  it('lets a confirmed section still be doubted', async () => {
    const { desk, user } = await showSheet();
    await confirmSections(user, '报考信息');
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    await user.click(within(sectionCalled('报考信息')).getByRole('button', { name: '有错误' }));
    expect(await screen.findByText('已停下，没有签字')).toBeVisible();
    expect(sentTo(desk, 'candidate.doubt')).toEqual([{ revision: 1, section: 'registration', commandId: expect.any(String) as string }]);
  });
});

describe('signing', () => {
  it('has no place to sign on before every section is confirmed', async () => {
    const { user } = await showSheet();
    await confirmSections(user, '报考信息', '个人信息', '材料');
    expect(screen.queryByRole('img', { name: '签名区' })).toBeNull();
    expect(screen.queryByRole('button', { name: '按住签字' })).toBeNull();
    expect(screen.getByText('还有 1 段没有确认。全部确认以后，在这里签字。')).toBeVisible();
    await confirmSections(user, '更正');
    expect(screen.getByRole('img', { name: '签名区' })).toBeVisible();
  });

  it('cannot be done before the sheet was shown long enough, and counts down to it', async () => {
    const { desk } = await showConfirmed({ minDwellSeconds: 30 });
    drawLine(area(), LINE);
    expect(screen.getByText(/\d+ 秒后可以签字/)).toBeVisible();
    expect(holdButton()).toBeDisabled();
    await hold(HOLD_MS);
    expect(sentTo(desk, 'candidate.sign')).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(holdButton()).toBeEnabled();
    expect(screen.queryByText(/秒后可以签字/)).toBeNull();
  });

  it('cannot be done without ink, nor with a mere dot', async () => {
    const { desk } = await showConfirmed();
    expect(holdButton()).toBeDisabled();
    await hold(2 * HOLD_MS);
    drawLine(area(), [[100, 100]]);
    expect(holdButton()).toBeDisabled();
    await hold(2 * HOLD_MS);
    expect(sentTo(desk, 'candidate.sign')).toEqual([]);
    expect(screen.getByText('请先在上面的白色区域签名')).toBeVisible();
  });

  it('is not done by too short a press, and says so', async () => {
    const { desk } = await showConfirmed();
    drawLine(area(), LINE);
    await hold(HOLD_MS - 300);
    expect(await screen.findByText('按住的时间不够，请按住不放，直到颜色填满')).toBeVisible();
    expect(sentTo(desk, 'candidate.sign')).toEqual([]);
  });

  it('sends the digest of the sheet as drawn, the ink, and how long it was shown', async () => {
    const { desk } = await showConfirmed();
    drawLine(area(), LINE, { pointerType: 'pen', pressure: 0.5 });
    await hold(HOLD_MS);
    await vi.waitUntil(() => sentTo(desk, 'candidate.sign').length > 0, { timeout: 8_000 });
    const [sent] = sentTo(desk, 'candidate.sign');
    expect(sent).toMatchObject({
      revision: 1, digest: digestOf(sampleSheet() as unknown as JsonValue), area: { w: 80_000, h: 30_000, scale100: 100 }, device: { kind: 'pen' }, attempts: 1,
    });
    expect(sent?.strokes.map((stroke) => stroke.length)).toEqual([4]);
    expect(sent?.shownMs).toBeGreaterThanOrEqual(HOLD_MS);
    expect(sent?.strokes.flat().every(([, , , , , t]) => t <= (sent?.durationMs ?? 0) * 1000)).toBe(true);
  });

  it('sends another digest when the page shows another value than the desk sent', async () => {
    const { desk } = await showConfirmed();
    screen.getByText('范𬭎㛃').textContent = '范某';
    drawLine(area(), LINE);
    await hold(HOLD_MS);
    await vi.waitUntil(() => sentTo(desk, 'candidate.sign').length > 0, { timeout: 8_000 });
    expect(sentTo(desk, 'candidate.sign')[0]?.digest).not.toBe(digestOf(sampleSheet() as unknown as JsonValue));
  });

  it('sends nothing when a value has gone from the page', async () => {
    const { desk } = await showConfirmed();
    screen.getByText('范𬭎㛃').removeAttribute('data-leaf');
    drawLine(area(), LINE);
    await hold(HOLD_MS);
    expect(await screen.findByRole('alert')).toHaveTextContent('屏幕显示的内容与确认单不一致');
    expect(sentTo(desk, 'candidate.sign')).toEqual([]);
  });

  it('keeps the ink and says what to do when the desk refuses, and can be tried again', async () => {
    const { desk } = await showConfirmed();
    drawLine(area(), LINE);
    desk.refuseNext('candidate.sign', { code: 'disk-full' });
    await hold(HOLD_MS);
    expect(await screen.findByRole('alert')).toHaveTextContent('磁盘空间不足');
    expect(screen.getByText(/还没有签成。您的签名仍在/)).toBeVisible();
    await hold(HOLD_MS);
    await vi.waitUntil(() => sentTo(desk, 'candidate.sign').length === 2, { timeout: 8_000 });
    expect(sentTo(desk, 'candidate.sign')[1]?.strokes).toEqual(sentTo(desk, 'candidate.sign')[0]?.strokes);
  });

  it('counts how often the candidate began, and forgets cleared ink', async () => {
    const { desk, user } = await showConfirmed();
    drawLine(area(), LINE);
    drawLine(area(), LINE);
    await user.click(screen.getByRole('button', { name: '清除重签' }));
    expect(holdButton()).toBeDisabled();
    drawLine(area(), [[10, 10], [50, 50]]);
    await hold(HOLD_MS);
    await vi.waitUntil(() => sentTo(desk, 'candidate.sign').length > 0, { timeout: 8_000 });
    expect(sentTo(desk, 'candidate.sign')[0]).toMatchObject({ attempts: 2, strokes: [[[1_000, 1_000], [5_000, 5_000], [5_000, 5_000]].map((xy) => expect.arrayContaining(xy))] });
  });

  it('tells the counter how much ink there is, a few times a second at most', async () => {
    const { desk } = await showConfirmed();
    const canvas = area();
    fireEvent.pointerDown(canvas, { pointerId: 1, pointerType: 'mouse', button: 0, clientX: 110, clientY: 210 });
    for (let i = 0; i < 50; i += 1) {
      fireEvent.pointerMove(canvas, { pointerId: 1, pointerType: 'mouse', clientX: 111 + i, clientY: 210 });
      await act(() => vi.advanceTimersByTimeAsync(20));
    }
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    const told = sentTo(desk, 'candidate.inkProgress').map(({ samples }) => samples);
    expect(told.at(-1)).toBe(51);
    expect(told.length).toBeLessThanOrEqual(5);
  });

  it('keeps ink and confirmations when the language changes', async () => {
    const { user } = await showConfirmed();
    drawLine(area(), LINE);
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(screen.getByRole('button', { name: 'Press and hold to sign' })).toBeEnabled();
    expect(screen.getByText('Your signature makes this final.')).toBeVisible();
  });
});

describe('a sheet that is presented anew', () => {
  it('asks for every confirmation again and has no ink when its revision is another', async () => {
    const { desk, user } = await showSheet();
    await confirmSections(user, ...ALL_SECTIONS);
    drawLine(area(), LINE);
    act(() => pushView(desk, confirmView(sampleSheet({ revision: 2 }))));
    expect(screen.queryAllByText('已确认')).toEqual([]);
    expect(screen.queryByRole('img', { name: '签名区' })).toBeNull();
    await confirmSections(user, ...ALL_SECTIONS);
    expect(holdButton()).toBeDisabled();
    expect(sentTo(desk, 'candidate.confirmSection').slice(4).map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
  });

  it('begins its time on the screen anew', async () => {
    const { desk } = await showConfirmed({ minDwellSeconds: 30 });
    await act(() => vi.advanceTimersByTimeAsync(31_000));
    const again = confirmView(sampleSheet({ revision: 2 }), { minDwellSeconds: 30 });
    act(() => pushView(desk, { ...again, sections: again.sections.map((section) => ({ ...section, confirmed: true })) }));
    drawLine(area(), LINE);
    expect(holdButton()).toBeDisabled();
  });

  it('is over in the middle of a hold when the desk takes it back', async () => {
    const { desk } = await showConfirmed();
    drawLine(area(), LINE);
    fireEvent.pointerDown(holdButton(), { pointerId: 5, button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(HOLD_MS / 2));
    act(() => pushView(desk, { kind: 'training', trial: true, site: null, exam: null, step: 'welcome' }));
    await act(() => vi.advanceTimersByTimeAsync(HOLD_MS));
    expect(sentTo(desk, 'candidate.sign')).toEqual([]);
  });
});
