import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { comparing, findPaperInView, onlyPaper, paperButton, settledPapers } from './case-desk';

describe('a word on the whole paper', () => {
  it('contests it with a reason, which is kept when the desk refuses', async () => {
    const room = await comparing({ given: onlyPaper('TRIAL') });
    await findPaperInView('试用期考核证明');
    await room.press('c');
    const dialog = await screen.findByRole('dialog', { name: /对“试用期考核证明”提出异议/ });
    expect(within(dialog).getByRole('button', { name: /提出异议/ })).toBeDisabled();
    await room.user.type(within(dialog).getByLabelText(/异议理由/), '盖的是科室章');
    room.desk.refuseNext('review.decideMaterial', { code: 'store-busy' });
    await room.press('{Control>}{Enter}{/Control}');
    expect(await within(dialog).findByText(/数据库正忙/)).toBeInTheDocument();
    expect(within(dialog).getByLabelText(/异议理由/)).toHaveValue('盖的是科室章');
    await room.press('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(paperButton(/^试用期考核证明/)).toHaveTextContent('有异议'));
    expect(room.sent('review.decideMaterial').at(-1)).toMatchObject({ material: 'TRIAL', decision: 'contested', finding: 'other', reason: '盖的是科室章' });
  });

  it('accepts it on a commitment, with the finding', async () => {
    const room = await comparing({ given: onlyPaper('DIPLOMA') });
    await findPaperInView('毕业证书');
    await room.press('w');
    const dialog = await screen.findByRole('dialog', { name: /凭承诺接收“毕业证书”/ });
    await room.user.type(within(dialog).getByLabelText(/承诺内容/), '3 月 20 日前补交认证报告');
    await room.press('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(paperButton(/^毕业证书/)).toHaveTextContent('凭承诺接收'));
    expect(room.sent('review.decideMaterial')[0]).toMatchObject({ decision: 'acceptedWithCommitment', finding: 'certificationPending' });
  });

  it('offers no commitment where the site takes none', async () => {
    const room = await comparing({ given: (view) => ({ ...view, materials: view.materials.map((material) => ({ ...material, commitment: [] })) }) });
    await room.press('w');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /凭承诺/ })).toBeNull();
  });

  it('accepts a contested one after all', async () => {
    const room = await comparing({ given: (view) => settledPapers(view, (material) => (material.code === 'TRIAL' ? { ...material, state: 'contested', reason: '科室章' } : material)) });
    await room.user.click(paperButton(/^试用期考核证明/));
    await room.press('y');
    await waitFor(() => expect(paperButton(/^试用期考核证明/)).toHaveTextContent('已接收'));
  });

  it('is not offered where no paper is', async () => {
    const room = await comparing({ given: onlyPaper('-') });
    await findPaperInView('无材料可证的项目');
    await room.press('c', 'w');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
