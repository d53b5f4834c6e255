import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MaterialView } from '../../../src-preload/contract/cases';
import { actionButton, CANDIDATE, comparing, fieldRow, findPaperInView, onlyPaper, paperButton, settledPapers, withField } from './case-desk';

describe('the papers in the list', () => {
  it('tell their state in words, how many images came and how many fields are compared', async () => {
    await comparing({ given: onlyPaper('TRIAL', (material) => ({ ...material, state: 'missing', images: [] })) });
    expect(paperButton(/^试用期考核证明/)).toHaveTextContent('缺少图 0，应有 1–60/4 项');
    expect(paperButton(/^毕业证书/)).toHaveTextContent('已接收图 16/6 项');
  });

  it('tell why a paper is asked for beyond the ordinary, and that an image was returned online', async () => {
    await comparing({
      given: onlyPaper('DIPLOMA', (material) => ({ ...material, because: ['always', 'diplomaNameDiffers'], images: material.images.map((image) => ({ ...image, onlineState: 'returned', onlineOpinion: '页面不完整' })) })),
    });
    expect(paperButton(/^毕业证书/)).toHaveTextContent('毕业证姓名不同，须交');
    expect(paperButton(/^毕业证书/)).toHaveTextContent('网上审核退回过');
    expect(screen.getByText(/第 1 张网上审核退回：页面不完整/)).toBeVisible();
    expect(screen.getByText(/第 1 张超过规定大小/)).toBeVisible();
  });
});

describe('one key for what agrees', () => {
  it('confirms the open fields of the paper in view and goes to the next one', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    expect(actionButton(/6 项一致，下一份/)).toBeVisible();
    await room.press('{Enter}');
    await findPaperInView('报名成功通知单');
    expect(room.sent('review.confirmMaterial')).toEqual([{ registrationNo: CANDIDATE.inReview, material: 'ID', commandId: expect.any(String) }]);
  });

  it('confirms nothing that has not stood on the screen', async () => {
    const room = await comparing({ images: 'never' });
    await room.press('{Enter}', ' ');
    expect(await screen.findByRole('alert')).toHaveTextContent('图像还在载入');
    expect(room.sent('review.confirmMaterial')).toEqual([]);
  });

  it('confirms nothing whose image cannot be shown, and says what to do instead', async () => {
    const room = await comparing({ images: 'fail' });
    await screen.findAllByText('这张图像无法显示');
    await room.press('{Enter}');
    expect(await screen.findByText(/不能一键确认/)).toBeVisible();
    expect(room.sent('review.confirmMaterial')).toEqual([]);
  });

  it('turns the pages of a paper of three before it confirms', async () => {
    const threePages = onlyPaper('DIPLOMA', (material) => ({ ...material, images: [1, 2, 3].map((n) => ({ ...material.images[0]!, n, sha256: String(n).repeat(64) })) }));
    const room = await comparing({ given: threePages });
    await findPaperInView('毕业证书');
    await room.press('{Enter}', '{Enter}');
    expect(room.sent('review.confirmMaterial')).toEqual([]);
    await waitFor(() => expect(actionButton(/6 项一致/)).toBeVisible());
    await room.press('{Enter}');
    await waitFor(() => expect(room.sent('review.confirmMaterial')).toHaveLength(1));
  });

  it('acts once however long the key is held', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    fireEvent.keyDown(document.body, { key: 'Enter' });
    for (let i = 0; i < 5; i += 1) fireEvent.keyDown(document.body, { key: 'Enter', repeat: true });
    await findPaperInView('报名成功通知单');
    expect(room.sent('review.confirmMaterial')).toHaveLength(1);
  });

  it('acts once when it is struck twice before the desk has answered', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    const release = room.desk.hold('review.confirmMaterial');
    await room.press('{Enter}', '{Enter}');
    release();
    await findPaperInView('报名成功通知单');
    expect(room.sent('review.confirmMaterial')).toHaveLength(1);
  });

  it('confirms what no paper proves by asking the candidate', async () => {
    const room = await comparing({ given: onlyPaper('-') });
    await findPaperInView('无材料可证的项目');
    expect(screen.getByText('没有材料可以证明这些内容')).toBeVisible();
    await room.press('{Enter}');
    await waitFor(() => expect(room.sent('review.confirmMaterial')[0]).toMatchObject({ material: '-' }));
  });

  it('tells a refusal beside the fields, and nothing is lost', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    room.desk.refuseNext('review.confirmMaterial', { code: 'changed-elsewhere' });
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('刚在别处被修改');
    await findPaperInView('身份证');
    await room.press('{Enter}');
    await findPaperInView('报名成功通知单');
  });
});

describe('a field that wants its own key', () => {
  it('stops the one key, has the focus and is told by name; its own key decides it and takes the paper along', async () => {
    const room = await comparing({ given: onlyPaper('NOTICE') });
    await findPaperInView('报名成功通知单');
    await room.press('{Enter}');
    await waitFor(() => expect(fieldRow('报考类别')).toHaveFocus());
    expect(within(fieldRow('报考类别')).getByText('高风险，单独判断')).toBeVisible();
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('“报考类别”要单独判断');
    expect(room.sent('review.checkField')).toEqual([]);
    await room.press('1');
    await waitFor(() => expect(paperButton(/^报名成功通知单/)).toHaveTextContent('已接收'));
    expect(room.sent('review.checkField')).toEqual([{ registrationNo: CANDIDATE.inReview, field: 'category', material: 'NOTICE', result: 'same', note: null, commandId: expect.any(String) }]);
  });

  it('takes a note for everything that is not plain agreement', async () => {
    const room = await comparing({ given: onlyPaper('NOTICE') });
    await findPaperInView('报名成功通知单');
    await room.press('{Enter}');
    await waitFor(() => expect(fieldRow('报考类别')).toHaveFocus());
    await room.press('3');
    expect(screen.getByRole('textbox', { name: '说明' })).toHaveFocus();
    await room.user.keyboard('通知单上是 120{Enter}');
    expect(await within(fieldRow('报考类别')).findByText('说明：通知单上是 120')).toBeVisible();
    expect(room.sent('review.checkField')[0]).toMatchObject({ result: 'differs', note: '通知单上是 120' });
    expect(paperButton(/^报名成功通知单/)).toHaveTextContent('有不符的内容');
  });

  it('lets go of a result that is not meant', async () => {
    const room = await comparing({ given: onlyPaper('NOTICE') });
    await findPaperInView('报名成功通知单');
    await room.press('j', '6', '{Escape}');
    expect(screen.queryByRole('textbox', { name: '说明' })).not.toBeInTheDocument();
    expect(fieldRow('报考类别')).toHaveFocus();
    expect(room.sent('review.checkField')).toEqual([]);
    expect(room.onClose).not.toHaveBeenCalled();
  });

  it('stays where it is while it differs: the one key never passes over it', async () => {
    const room = await comparing({ given: onlyPaper('DIPLOMA', (material) => ({ ...withField(settledMaterial(material), 'school', { result: 'differs', ownKey: 'contested' }), state: 'open' })) });
    await findPaperInView('毕业证书');
    await room.press('{Enter}', '{Enter}', '{Enter}');
    expect(fieldRow('毕业学校')).toHaveFocus();
    expect(room.sent('review.confirmMaterial')).toEqual([]);
    expect(room.sent('review.pass')).toEqual([]);
  });

  it('gives the keys back to the paper, then leaves the room', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    await room.press('j', 'j');
    expect(fieldRow('性别')).toHaveFocus();
    await room.press('{Escape}');
    expect(fieldRow('性别')).not.toHaveFocus();
    expect(room.onClose).not.toHaveBeenCalled();
    await room.press('{Escape}');
    expect(room.onClose).toHaveBeenCalledOnce();
  });
});

function settledMaterial(material: MaterialView): MaterialView {
  return { ...material, fields: material.fields.map((field) => ({ ...field, result: 'same' })) };
}

describe('what holds the case back', () => {
  it('is listed item by item when no paper is left, and the first check does not pass', async () => {
    const room = await comparing({ given: (view) => settledPapers(view, (material) => (material.code === 'TRIAL' ? { ...material, state: 'missing', images: [] } : material)) });
    const list = await screen.findByRole('region', { name: '还不能通过初审，请先处理：' });
    expect(within(list).getAllByRole('button').map((item) => item.textContent)).toEqual(['缺少：试用期考核证明']);
    await room.press('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('还有 1 项没有处理完');
    expect(room.sent('review.pass')).toEqual([]);
    await room.user.click(within(list).getByRole('button', { name: '缺少：试用期考核证明' }));
    await findPaperInView('试用期考核证明');
    expect(screen.getByText('缺少这份材料')).toBeVisible();
  });

  it('can be recorded as papers owed, with the missing ones chosen already', async () => {
    const room = await comparing({ given: (view) => settledPapers(view, (material) => (material.code === 'TRIAL' ? { ...material, state: 'missing', images: [] } : material)) });
    await room.press('u');
    const dialog = await screen.findByRole('dialog', { name: '待补材料' });
    expect(within(dialog).getByRole('checkbox', { name: '试用期考核证明' })).toBeChecked();
    expect(within(dialog).getByRole('checkbox', { name: '毕业证书' })).not.toBeChecked();
    expect(within(dialog).getByRole('button', { name: /登记待补/ })).toBeDisabled();
    fireEvent.change(within(dialog).getByLabelText(/最后日期/), { target: { value: '2026-03-05' } });
    await room.user.type(within(dialog).getByLabelText(/说明/), '未带试用期考核证明');
    await room.press('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('最后日期：2026-03-05')).toBeVisible();
    expect(room.sent('cases.oweSupplement')[0]).toMatchObject({ missing: ['TRIAL'], lastDay: '2026-03-05' });
  });
});

describe('looking closer', () => {
  it('changes the view alone: nothing is sent, whatever is zoomed, turned or moved', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    const before = room.desk.calls.length;
    const [image] = screen.getAllByRole('img', { name: /身份证 第 1 张/ });
    const upright = image?.style.transform;
    await room.press('+', '+', '{ArrowLeft}', 'r', '-');
    expect(image?.style.transform).not.toBe(upright);
    expect(image?.style.transform).toContain('rotate(90deg)');
    expect(room.desk.calls).toHaveLength(before);
    await room.press('r', 'r', 'r', '0');
    expect(image?.style.transform).toBe(upright);
  });

  it('tells the facts of the stored bytes, the whole digest among them', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    const sha256 = room.desk.state.cases.get(CANDIDATE.inReview)?.materials[0]?.images[0]?.sha256 ?? '';
    await room.press('i');
    expect(await screen.findByText(sha256)).toBeInTheDocument();
  });

  it('shows both sides of a card in one look, or one alone', async () => {
    const room = await comparing();
    await findPaperInView('身份证');
    expect(screen.getAllByRole('group', { name: /身份证 第 \d 张/ })).toHaveLength(2);
    await room.press('b', '.');
    expect(screen.getAllByRole('group', { name: /身份证 第 \d 张/ }).map((pane) => pane.getAttribute('aria-label'))).toEqual(['身份证 第 2 张，共 2 张']);
  });

  it('drags the image with the pointer, and a click drags nothing', async () => {
    await comparing();
    await findPaperInView('身份证');
    const [pane] = screen.getAllByRole('group', { name: /身份证 第 1 张/ });
    const image = within(pane!).getByRole('img');
    pane!.setPointerCapture = () => undefined;
    const fitted = image.style.transform;
    fireEvent.pointerDown(pane!, { pointerId: 1, button: 0, clientX: 100, clientY: 100 });
    fireEvent.pointerUp(pane!, { pointerId: 1, clientX: 101, clientY: 100 });
    expect(image.style.transform).toBe(fitted);
    fireEvent.pointerDown(pane!, { pointerId: 1, button: 0, clientX: 100, clientY: 100 });
    fireEvent.pointerMove(pane!, { pointerId: 1, clientX: 130, clientY: 90 });
    fireEvent.pointerUp(pane!, { pointerId: 1, clientX: 130, clientY: 90 });
    expect(image.style.transform).toContain('translate(30px, -10px)');
  });
});
