import { screen } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useDraft } from '../../../src-renderer/app/drafts';
import { ErrorBoundary } from '../../../src-renderer/app/ErrorBoundary';
import { showOnDesk } from '../render-desk';

function ReasonScreen(): ReactNode {
  const reason = useDraft('correction/20269901000001/workUnit', '');
  const [broken, setBroken] = useState(false);
  if (broken) throw new TypeError('no such image');
  return <><input aria-label="reason" value={reason.value} onChange={(event) => reason.change(event.target.value)} /><button onClick={() => setBroken(true)}>break</button></>;
}

describe('a screen that fails', () => {
  const told = vi.spyOn(console, 'error');
  beforeEach(() => void told.mockImplementation(() => undefined));
  afterEach(() => told.mockReset());

  it('says so with an incident id that also stands in the log, and no stack', async () => {
    const { user } = showOnDesk(<ErrorBoundary><ReasonScreen /></ErrorBoundary>);
    await user.click(screen.getByText('break'));
    const notice = await screen.findByRole('alert');
    const incident = /S-[0-9a-f]{8}/.exec(notice.textContent)?.[0];
    expect(incident).toBeDefined();
    expect(notice).not.toHaveTextContent('TypeError');
    expect(told.mock.calls.some(([first]) => String(first) === `incident ${incident ?? ''}`)).toBe(true);
  });

  it('loses nothing that was typed', async () => {
    const { user } = showOnDesk(<ErrorBoundary><ReasonScreen /></ErrorBoundary>);
    await user.type(screen.getByLabelText('reason'), '已调入第二医院');
    await user.click(screen.getByText('break'));
    await user.click(await screen.findByRole('button', { name: '重新显示' }));
    expect(screen.getByLabelText('reason')).toHaveValue('已调入第二医院');
  });
});
