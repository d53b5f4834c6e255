import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CaseView, MaterialView } from '../../../src-preload/contract/cases';
import { actionButton, CANDIDATE, findPaperInView, openCaseRoom, paperButton, settledPapers, type CaseDesk, type CaseDeskOptions } from './case-desk';

afterEach(() => vi.unstubAllGlobals());

const TAKEN = { sha256: 'c'.repeat(64), width: 900, height: 1200, bytes: 4 };
const FORMER_NAME: MaterialView = {
  code: 'FORMER_NAME', name: { 'zh-CN': '曾用名证明', en: 'Former name' }, required: true, because: ['diplomaNameDiffers'], min: 1, max: 2, state: 'missing', decidedBy: null,
  reason: null, commitment: [], images: [], fields: [],
};

function lacksFormerName(view: CaseView): CaseView {
  const settled = settledPapers(view);
  return { ...settled, materials: [...settled.materials, FORMER_NAME] };
}

/** The missing paper is in view; the desk takes every file in, or answers what it is told to. */
async function atMissingPaper(answer: unknown = { ok: true, value: TAKEN }, options: CaseDeskOptions = {}): Promise<CaseDesk> {
  vi.stubGlobal('fetch', vi.fn(async () => Response.json(answer)));
  const room = await openCaseRoom(CANDIDATE.inReview, { given: lacksFormerName, ...options });
  await room.user.click(paperButton(/曾用名证明/));
  await findPaperInView('曾用名证明');
  return room;
}

const chooser = (): HTMLInputElement => screen.getByLabelText('补录到“曾用名证明”的图片文件', { selector: 'input' });
const scan = (): File => new File(['scan'], 'former-name.jpg', { type: 'image/jpeg' });

describe('a missing paper', () => {
  it('is added by its key: the file chooser opens, the desk takes the image in, and it is shown', async () => {
    const room = await atMissingPaper();
    const opened = vi.spyOn(chooser(), 'click');
    await room.press('a');
    expect(opened).toHaveBeenCalledOnce();
    await room.user.upload(chooser(), scan());
    expect(await screen.findByRole('group', { name: '曾用名证明 第 1 张，共 1 张' })).toBeInTheDocument();
    expect(fetch).toHaveBeenCalledWith(`material://capture?registrationNo=${CANDIDATE.inReview}`, expect.objectContaining({ method: 'POST' }));
    expect(room.sent('review.addImage')).toEqual([expect.objectContaining({ registrationNo: CANDIDATE.inReview, material: 'FORMER_NAME', sha256: TAKEN.sha256 })]);
  });

  it('shows the image that was added last, until the paper is full and the key is gone', async () => {
    const room = await atMissingPaper();
    await room.user.upload(chooser(), scan());
    await screen.findByRole('group', { name: '曾用名证明 第 1 张，共 1 张' });
    vi.stubGlobal('fetch', async () => Response.json({ ok: true, value: { ...TAKEN, sha256: 'd'.repeat(64) } }));
    await room.user.upload(chooser(), scan());
    expect(await screen.findByRole('group', { name: '曾用名证明 第 2 张，共 2 张' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /补录图片/ })).not.toBeInTheDocument();
  });

  it('tells beneath it which file the desk did not take, and only there', async () => {
    const room = await atMissingPaper({ ok: false, error: { code: 'image-wrong-type' } });
    await room.user.upload(chooser(), scan());
    expect(await screen.findByText(/不是 JPEG 或 PNG/)).toBeInTheDocument();
    expect(room.sent('review.addImage')).toEqual([]);
    await room.user.click(paperButton(/毕业证书/));
    await waitFor(() => expect(screen.queryByText(/不是 JPEG 或 PNG/)).not.toBeInTheDocument());
  });

  it('tells why the desk did not add it, and can be tried again', async () => {
    const room = await atMissingPaper();
    room.desk.refuseNext('review.addImage', { code: 'too-many-images', params: { count: 2 } });
    await room.user.upload(chooser(), scan());
    expect(await screen.findByText(/最多 2 张图片/)).toBeInTheDocument();
    await room.user.upload(chooser(), scan());
    await screen.findByRole('group', { name: '曾用名证明 第 1 张，共 1 张' });
    expect(screen.queryByText(/最多 2 张图片/)).not.toBeInTheDocument();
  });

  it('is not added where nothing can be changed', async () => {
    await atMissingPaper(undefined, { given: (view) => ({ ...lacksFormerName(view), readOnly: true, claim: { deskId: 'desk-2', staffName: '陈南星', since: '2026-03-01T09:00:00+08:00', mine: false } }) });
    expect(screen.queryByRole('button', { name: /补录图片/ })).not.toBeInTheDocument();
  });
});

describe('a paper that has images', () => {
  it('takes another while the site’s list allows more, and none when it is full', async () => {
    const room = await openCaseRoom(CANDIDATE.inReview);
    await findPaperInView('身份证');
    expect(screen.queryByRole('button', { name: /补录图片/ })).not.toBeInTheDocument();
    await room.user.click(paperButton(/毕业证书/));
    await findPaperInView('毕业证书');
    expect(actionButton(/补录图片/)).toBeEnabled();
  });
});
