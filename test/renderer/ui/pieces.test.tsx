import { act, fireEvent, screen } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CASE_STATES } from '../../../src-main/domain/case-record';
import { CredentialPrompt } from '../../../src-renderer/ui/CredentialPrompt';
import { DayField } from '../../../src-renderer/ui/DayField';
import { MaskedNumber } from '../../../src-renderer/ui/MaskedNumber';
import { atEdge } from '../../../src-renderer/ui/material-url';
import { PersonPhoto } from '../../../src-renderer/ui/PersonPhoto';
import type { ShownRefusal } from '../../../src-renderer/ui/refusal-text';
import { RefusalNotice } from '../../../src-renderer/ui/RefusalNotice';
import { StatusTag } from '../../../src-renderer/ui/StatusTag';
import { createMockDesk } from '../../support/mock-desk-api';
import { MOCK_STAFF } from '../../support/mock-desk-people';
import { showOnDesk } from '../render-desk';

describe('the state of a case', () => {
  it.each(CASE_STATES)('%s is a word with a sign, not a colour alone', (state) => {
    const { container } = showOnDesk(<StatusTag state={state} />);
    expect(container.textContent.length).toBeGreaterThan(1);
    expect(container.querySelector('svg')).not.toBeNull();
  });
});

describe('an ID number', () => {
  afterEach(() => vi.useRealTimers());

  it('stays masked where nobody may ask', () => {
    showOnDesk(<MaskedNumber masked="990000********0012" />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is shown when a person asks, and covers itself again', async () => {
    vi.useFakeTimers();
    showOnDesk(<MaskedNumber masked="990000********0012" reveal={() => Promise.resolve('990000200001010012')} />);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: '显示完整证件号（会留下记录）' })));
    expect(screen.getByText('990000200001010012')).toBeInTheDocument();
    act(() => {
      vi.advanceTimersByTime(30_000);
    });
    expect(screen.getByText('990000********0012')).toBeInTheDocument();
  });

  it('stays masked when the desk refuses', async () => {
    const { user } = showOnDesk(<MaskedNumber masked="990000********0012" reveal={() => Promise.resolve(null)} />);
    await user.click(screen.getByRole('button'));
    expect(screen.getByText('990000********0012')).toBeInTheDocument();
  });
});

describe('a refusal', () => {
  it('says what happened and what to do, with the desk’s own words for roles and fields', () => {
    showOnDesk(<RefusalNotice refusal={{ code: 'role-missing', params: { role: 'approver' } }} />);
    expect(screen.getByRole('alert')).toHaveTextContent('“审批人”');
  });

  it('keeps a whole sentence when the desk named nothing', () => {
    showOnDesk(<RefusalNotice refusal={{ code: 'claimed-elsewhere' }} />, createMockDesk(), 'en');
    expect(screen.getByRole('alert')).toHaveTextContent('The case is being worked on at another desk');
    expect(screen.getByRole('alert')).not.toHaveTextContent('{{');
  });

  it('gives the incident id of a bug for support', () => {
    showOnDesk(<RefusalNotice refusal={{ code: 'unexpected', incident: 'M-7f' }} />);
    expect(screen.getByRole('alert')).toHaveTextContent('M-7f');
  });

  it('with a code that this window does not know is still told', () => {
    showOnDesk(<RefusalNotice refusal={{ code: 'from-the-future' }} />);
    expect(screen.getByRole('alert')).toHaveTextContent('意外情况');
  });
});

describe('a photo', () => {
  it('is asked for at the size in which it is shown', () => {
    showOnDesk(<PersonPhoto url={`material://image/${'a'.repeat(64)}`} name="林小禾" height={44} />);
    expect(screen.getByAltText('林小禾的报名照片')).toHaveAttribute('src', `material://image/${'a'.repeat(64)}?edge=88`);
    expect(atEdge('material://image/ff?edge=10', 20)).toBe('material://image/ff?edge=20');
  });

  it('that is missing or cannot be drawn is said to be so', () => {
    const { rerender } = showOnDesk(<PersonPhoto url={null} name="林小禾" height={44} />);
    expect(screen.getByLabelText('林小禾没有报名照片')).toBeInTheDocument();
    rerender(<></>);
    showOnDesk(<PersonPhoto url="material://image/ff" name="范𬭎" height={44} />);
    fireEvent.error(screen.getByAltText('范𬭎的报名照片'));
    expect(screen.getByLabelText('范𬭎的照片无法显示')).toBeInTheDocument();
  });
});

describe('a day', () => {
  async function typed(text: string): Promise<{ day: string; input: HTMLElement }> {
    let day = '';
    const { user, unmount } = showOnDesk(<DayField id="day" value="" onChange={(value) => (day = value)} />);
    const input = screen.getByRole('textbox');
    await user.type(input, text);
    await user.tab();
    const found = { day, input: input.cloneNode() as HTMLElement };
    unmount();
    return found;
  }

  it('is taken as papers write it', async () => {
    for (const text of ['20260301', '2026.3.1', '2026-03-01', '2026年3月1日']) {
      const { day, input } = await typed(text);
      expect(day).toBe('2026-03-01');
      expect(input).toHaveValue('2026-03-01');
    }
  });

  it('that there is not, or that is not whole, is marked and taken for none', async () => {
    for (const text of ['20260230', '2026-3', '明天']) {
      const { day, input } = await typed(text);
      expect(day).toBe('');
      expect(input).toHaveAttribute('aria-invalid', 'true');
      expect(input).toHaveValue(text);
    }
  });
});

describe('another person’s consent', () => {
  const props = { open: true, title: '审批人确认', consentTo: <p>更改工作单位</p>, pending: false, refusal: null, onCancel: () => undefined };

  it('asks the only possible person for the PIN at once', async () => {
    const onConsent = vi.fn();
    const { user } = showOnDesk(<CredentialPrompt {...props} people={MOCK_STAFF.filter(({ roles }) => roles.includes('approver'))} onConsent={onConsent} />);
    await user.type(screen.getByLabelText('PIN'), '112358{Enter}');
    expect(onConsent).toHaveBeenCalledWith({ staffId: 'staff-zhou', pin: '112358' });
  });

  it('is not sent without a person and a PIN', async () => {
    const onConsent = vi.fn();
    const { user } = showOnDesk(<CredentialPrompt {...props} people={MOCK_STAFF} onConsent={onConsent} />);
    await user.type(screen.getByLabelText('PIN'), '112358{Enter}');
    expect(onConsent).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: '同意' })).toBeDisabled();
  });

  it('tells a refusal in the same place', () => {
    showOnDesk(<CredentialPrompt {...props} people={MOCK_STAFF} refusal={{ code: 'wrong-pin', params: { left: 4 } }} onConsent={() => undefined} />);
    expect(screen.getByRole('alert')).toHaveTextContent('还可以再试 4 次');
  });

  it('has a wrong PIN typed anew: leaning on Enter does not use up the tries', async () => {
    function Refused(): ReactNode {
      const [refusal, setRefusal] = useState<ShownRefusal | null>(null);
      return <CredentialPrompt {...props} people={MOCK_STAFF.slice(0, 1)} refusal={refusal} onConsent={() => setRefusal({ code: 'wrong-pin', params: { left: 4 } })} />;
    }
    const { user } = showOnDesk(<Refused />);
    await user.type(screen.getByLabelText('PIN'), '112358{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('还可以再试 4 次');
    expect(screen.getByLabelText('PIN')).toHaveValue('');
    expect(screen.getByLabelText('PIN')).toHaveFocus();
    expect(screen.getByRole('button', { name: '同意' })).toBeDisabled();
  });
});
