import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';

describe('the end of the review', () => {
  it('is an approver’s with an own PIN and the site’s code, and then stands on every page', async () => {
    const desk = createMockDesk();
    const { user } = showStaffWindow(desk);
    await screen.findByRole('navigation');
    await user.keyboard('{Alt>}3{/Alt}');
    await user.click(await screen.findByRole('button', { name: /结束审核…/ }));
    const dialog = await screen.findByRole('dialog', { name: '结束审核' });
    expect(dialog).toHaveTextContent('不能恢复');
    await user.type(within(dialog).getByLabelText('请输入考点代码确认'), '9902');
    await user.type(within(dialog).getByLabelText('PIN'), '112358{Enter}');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('代码');
    await user.clear(within(dialog).getByLabelText('请输入考点代码确认'));
    await user.type(within(dialog).getByLabelText('请输入考点代码确认'), '9901');
    await user.click(within(dialog).getByRole('button', { name: /冻结全部结果/ }));
    expect(await screen.findAllByText(/结束审核，全部结果已冻结/)).not.toHaveLength(0);
    expect(desk.calls.filter(({ channel }) => channel === 'site.close').at(-1)?.input).toMatchObject({ siteCode: '9901', approver: { staffId: 'staff-zhou' } });
  });
});
