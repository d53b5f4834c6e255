import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMockDesk } from '../../support/mock-desk-api';
import { showStaffWindow } from '../render-desk';

const nobody = () => createMockDesk({ signedIn: null });

describe('signing in', () => {
  it('takes a digit for the person, the PIN, and Enter', async () => {
    const { user, desk } = showStaffWindow(nobody());
    await screen.findByLabelText(/林一舟/);
    await user.keyboard('1');
    expect(screen.getByLabelText('PIN')).toHaveFocus();
    await user.keyboard('246810{Enter}');
    expect(await screen.findByRole('navigation')).toBeInTheDocument();
    expect(desk.calls).toContainEqual({ channel: 'session.signIn', input: { staffId: 'staff-lin', pin: '246810' } });
  });

  it('asks again for the people when the desk tells of itself: somebody was added behind the page', async () => {
    const desk = nobody();
    const added = desk.state.staff.splice(0);
    showStaffWindow(desk);
    expect(await screen.findByLabelText('PIN')).toBeDisabled();
    await waitFor(() => expect(desk.calls.map(({ channel }) => channel)).toContain('staff.list'));
    desk.state.staff.push(...added);
    act(() => desk.push('session.changed', desk.state.session));
    expect(await screen.findByLabelText(/林一舟/)).toBeInTheDocument();
  });

  it('types digits into the PIN, not into another choice of person', async () => {
    const { user } = showStaffWindow(nobody());
    await user.click(await screen.findByLabelText(/林一舟/));
    await user.keyboard('222');
    expect(screen.getByLabelText(/林一舟/)).toBeChecked();
    expect(screen.getByLabelText('PIN')).toHaveValue('222');
  });

  it('with a wrong PIN says how many tries are left, clears it, and stays at the field', async () => {
    const { user } = showStaffWindow(nobody());
    await user.click(await screen.findByLabelText(/陈南星/));
    await user.keyboard('999999{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('还可以再试 4 次');
    await waitFor(() => expect(screen.getByLabelText('PIN')).toHaveValue(''));
    expect(screen.getByLabelText('PIN')).toHaveFocus();
  });

  it('on a resting account says for how long', async () => {
    const desk = nobody();
    desk.refuseNext('session.signIn', { code: 'pin-locked', params: { seconds: 60 } });
    const { user } = showStaffWindow(desk);
    await user.click(await screen.findByLabelText(/陈南星/));
    await user.keyboard('135791{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('已暂停 60 秒');
  });

  it('forgets PIN and refusal when another person is chosen', async () => {
    const { user } = showStaffWindow(nobody());
    await user.click(await screen.findByLabelText(/陈南星/));
    await user.keyboard('999999{Enter}');
    await screen.findByRole('alert');
    await user.click(screen.getByLabelText(/周知远/));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(screen.getByLabelText('PIN')).toHaveValue('');
  });

  it('asks for nothing before a person is chosen and a PIN typed', async () => {
    const { user, desk } = showStaffWindow(nobody());
    await screen.findByLabelText(/林一舟/);
    expect(screen.getByLabelText('PIN')).toBeDisabled();
    await user.click(screen.getByLabelText(/林一舟/));
    await user.keyboard('{Enter}');
    expect(desk.calls.some(({ channel }) => channel === 'session.signIn')).toBe(false);
  });

  it('offers no account that is closed', async () => {
    const desk = nobody();
    desk.state.staff = desk.state.staff.map((person) => ({ ...person, active: person.name !== '陈南星' }));
    showStaffWindow(desk);
    await screen.findByLabelText(/林一舟/);
    expect(screen.queryByLabelText(/陈南星/)).toBeNull();
  });
});
