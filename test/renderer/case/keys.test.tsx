import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../src-preload/contract/cases';
import { capOf } from '../../../src-renderer/features/case/keys/keyed-action';
import { actionButton, CANDIDATE, findPaperInView, openCaseRoom, passedOnce, type CaseDeskOptions } from './case-desk';

const STEPS: readonly { step: string; registrationNo: string; given?: (view: CaseView) => CaseView; tap?: 'same' | 'needsHuman' }[] = [
  { step: 'waiting for the card', registrationNo: CANDIDATE.waiting },
  { step: 'judging the card', registrationNo: CANDIDATE.waiting, tap: 'same' },
  { step: 'judging a card with a question', registrationNo: CANDIDATE.untyped, given: (view) => ({ ...view, state: 'waiting', identity: null }), tap: 'needsHuman' },
  { step: 'comparing', registrationNo: CANDIDATE.inReview },
  { step: 'the second check', registrationNo: CANDIDATE.inReview, given: (view) => passedOnce(view) },
  { step: 'signing', registrationNo: CANDIDATE.dotted },
  { step: 'done', registrationNo: CANDIDATE.signed },
  { step: 'papers owed', registrationNo: CANDIDATE.owed },
  { step: 'refused', registrationNo: CANDIDATE.refused },
];

function keysOf(button: Element): readonly string[] {
  return (button.getAttribute('aria-keyshortcuts') ?? '').split(/ (?! |$)/).filter((key) => key !== '');
}

describe('the keys of the counter', () => {
  it.each(STEPS)('stand on every button and mean one thing each: $step', async ({ registrationNo, given, tap }) => {
    const options: CaseDeskOptions = given === undefined ? {} : { given };
    const room = await openCaseRoom(registrationNo, options);
    if (tap !== undefined) {
      room.desk.tapCard([registrationNo], { name: tap });
      await screen.findByRole('columnheader', { name: '证件芯片' });
    }
    const buttons = [...document.querySelectorAll('[aria-keyshortcuts]')];
    expect(buttons.length).toBeGreaterThan(2);
    for (const button of buttons) expect(button.querySelector('kbd')?.textContent).toBeTruthy();
    const keys = buttons.flatMap(keysOf);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('are all listed by one of them', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    await room.press('?');
    const overlay = await screen.findByRole('dialog', { name: '这一步可用的按键' });
    for (const words of ['6 项一致，下一份', '提出异议', '下一份材料', '向左看', '显示证件号', '返回名单']) expect(within(overlay).getByText(words)).toBeInTheDocument();
    await room.press('{Enter}');
    expect(room.sent('review.confirmMaterial')).toEqual([]);
  });

  it('rest while something lies over the counter, and are heard again afterwards', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    await room.press('c');
    const dialog = await screen.findByRole('dialog');
    await room.user.type(within(dialog).getByLabelText(/异议理由/), 'x u l 1 2 3');
    expect(within(dialog).getByLabelText(/异议理由/)).toHaveValue('x u l 1 2 3');
    await room.press('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await room.press('{Enter}');
    await findPaperInView('报名成功通知单');
  });

  it('belong to the step after a click: the next Enter does not press the clicked button again', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    await room.user.click(actionButton('旋转'));
    await room.press('{Enter}');
    await findPaperInView('报名成功通知单');
  });

  it('show the ID number in full, which asks the desk', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await room.press('v');
    await waitFor(() => expect(room.sent('cases.showIdNumber')).toHaveLength(1));
    expect(within(screen.getByRole('heading', { level: 1 }).parentElement!).getByText('990000200001010022')).toBeVisible();
  });
});

describe('a key', () => {
  it('is written as the keyboard prints it', () => {
    expect(['a', ' ', 'ArrowLeft', 'Shift+ArrowUp', 'PageDown', 'Escape', '+', '='].map(capOf)).toEqual(['A', 'Space', '←', 'Shift+↑', 'PgDn', 'Esc', '＋', '＋']);
  });
});
