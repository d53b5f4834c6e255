import type { Page } from '@playwright/test';
import type { DeskReply } from '../../../src-preload/contract/common';
import type { Channel, Input, Outputs } from '../../../src-preload/contract/desk-api';
import { PRACTICE_PASSPHRASE, PRACTICE_PEOPLE } from './counter';

type Areas = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** One call of the page's own bridge, as the page's code makes it. */
export async function callDesk<C extends Channel>(page: Page, channel: C, input: Input<C>): Promise<DeskReply<Outputs[C]>> {
  const [area = '', method = ''] = channel.split('.');
  const reply = await page.evaluate(([of, name, given]) => {
    const call = (window.desk as unknown as Areas)[of]?.[name];
    if (call === undefined) throw new Error(`this window has no call ${of}.${name}`);
    return call(given);
  }, [area, method, input] as const);
  return reply as DeskReply<Outputs[C]>;
}

/** The value, or the story fails with the code. */
export async function mustDo<C extends Channel>(page: Page, channel: C, input: Input<C>): Promise<Outputs[C]> {
  const reply = await callDesk(page, channel, input);
  if (!reply.ok) throw new Error(`${channel}: ${reply.error.code} ${JSON.stringify(reply.error.params ?? {})}`);
  return reply.value;
}

/** A training store with the practice people. */
export async function makeStore(page: Page): Promise<Outputs['keys.confirmCode']> {
  const made = await mustDo(page, 'setup.create', { kind: 'training', deskId: 'desk-1', passphrase: PRACTICE_PASSPHRASE, staff: PRACTICE_PEOPLE.map((person) => ({ ...person, roles: [...person.roles] })) });
  // A store that the command line made has told its code already.
  if (made.phase !== 'recoveryCode') return made;
  const { code, asked } = await mustDo(page, 'keys.showCode', {});
  return mustDo(page, 'keys.confirmCode', { typed: asked.map((group) => code.split('-')[group - 1] ?? '') });
}

/** Signs a practice person in; the first reviews, the last approves and administers. */
export async function signIn(page: Page, person = PRACTICE_PEOPLE[0]): Promise<void> {
  const staff = await mustDo(page, 'staff.list', {});
  const found = staff.find(({ name }) => name === person?.name);
  if (found === undefined || person === undefined) throw new Error('nobody of that name works here');
  await mustDo(page, 'session.signIn', { staffId: found.id, pin: person.pin });
}
