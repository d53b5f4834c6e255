import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../src-preload/contract/cases';
import { CANDIDATE, findPaperInView, findStep, openCaseRoom, type CaseDesk } from './case-desk';

/** The default list of papers: what the pretended desk has, and the education form. */
function withEducationForm(view: CaseView): CaseView {
  const diploma = view.materials.findIndex(({ code }) => code === 'DIPLOMA');
  const papers = [...view.materials];
  const paper = papers[diploma];
  if (paper === undefined) throw new Error('the pretended desk lost the diploma');
  papers.splice(diploma + 1, 0, { ...paper, code: 'EDU', name: { 'zh-CN': '学历认证', en: 'Certification' }, images: paper.images.map((image) => ({ ...image, sha256: image.sha256.replaceAll('a', 'b') })) });
  return { ...view, materials: papers };
}

/** The second reviewer works at another desk, the candidate at the other window. */
async function secondReviewerPasses({ desk }: CaseDesk): Promise<void> {
  await desk.api.review.pass({ registrationNo: CANDIDATE.waiting, secondReviewer: { staffId: 'staff-chen', pin: '135791' }, commandId: 'second-pass-1' });
}

async function candidateSigns({ desk }: CaseDesk): Promise<void> {
  const shown = desk.state.candidate;
  if (shown.step !== 'confirm') throw new Error('no sheet is shown');
  for (const { id } of shown.sections) await desk.api.candidate.confirmSection({ commandId: crypto.randomUUID(), revision: 1, section: id, box: { x: 0, y: 0, width: 10, height: 10 } });
  await desk.api.candidate.sign({
    commandId: crypto.randomUUID(), revision: 1, digest: 'a'.repeat(64), area: { w: 100, h: 100, scale100: 100 }, device: { kind: 'pen', name: 'pen' }, startedAt: '2026-03-01T09:30:00+08:00', durationMs: 900,
    attempts: 1, strokes: [[[0, 0, null, null, null, 0], [9, 9, null, null, null, 9]]], shownMs: 20_000,
  });
}

describe('a clean candidate at the counter', () => {
  it('goes from the card to the next candidate in twelve strokes or fewer, without a mouse, and no paper is left out', async () => {
    const room = await openCaseRoom(CANDIDATE.waiting, { given: withEducationForm });
    room.desk.tapCard([CANDIDATE.waiting]);
    await screen.findByText('证件与报名信息全部一致，证件有效');
    await room.press('{Enter}');
    await findPaperInView('身份证');
    await room.press('{Enter}');
    await findPaperInView('报名成功通知单');
    await room.press('{Enter}', '1');
    await findPaperInView('毕业证书');
    await room.press(' ');
    await findPaperInView('学历认证');
    await room.press(' ');
    await findPaperInView('试用期考核证明');
    await room.press('{Enter}');
    await findPaperInView('机构执业许可证副本');
    await room.press('{Enter}');
    await findPaperInView('无材料可证的项目');
    await room.press('{Enter}');
    await screen.findByRole('button', { name: /初审通过/ });
    await room.press('{Enter}');
    await findStep('复审');
    await secondReviewerPasses(room);
    await findStep('考生确认签字');
    await room.press('{Enter}');
    await screen.findByText('考生正在逐段核对');
    await candidateSigns(room);
    await screen.findByText('林小禾已签字，审核完成');
    await room.press('{Enter}');
    expect(room.onClose).toHaveBeenCalledOnce();
    expect(room.strokes).toBeLessThanOrEqual(12);
    const confirmed = room.sent('review.confirmMaterial').map(({ material }) => material);
    expect([...new Set(confirmed)]).toEqual(['ID', 'NOTICE', 'DIPLOMA', 'EDU', 'TRIAL', 'LICENCE', '-']);
  });

  it('is found again at the same paper after somebody else was called first', async () => {
    const first = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    await first.press('{Enter}');
    await findPaperInView('报名成功通知单');
    first.unmount();
    await openCaseRoom(CANDIDATE.inReview, { desk: first.desk });
    await findPaperInView('报名成功通知单');
  });

  it('is shown as it is now, not as it was read before', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    room.desk.state.cases.set(CANDIDATE.inReview, { ...room.desk.state.cases.get(CANDIDATE.inReview)!, workUnit: '测试市第九医院' });
    room.desk.push('cases.changed', { registrationNo: CANDIDATE.inReview });
    await waitFor(() => expect(screen.getByText('测试市第九医院')).toBeVisible());
  });
});
