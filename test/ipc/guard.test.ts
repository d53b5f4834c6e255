import { describe, expect, it } from 'vitest';
import { atWork, whenAtWork } from '../../src-main/ipc/guard';
import { ok } from '../../src-main/domain/result';
import { refusal } from '../../src-main/domain/refusal';
import { withDesk } from '../support/with-desk';

describe('most calls', () => {
  it('need an open store, then somebody who is signed in, and say which is missing', () => withDesk(async (story) => {
    const { desk } = story;
    expect(atWork(desk)).toEqual(refusal('not-signed-in'));
    await story.signIn('reviewer');
    expect(atWork(desk)).toMatchObject({ ok: true, value: { actor: { deskId: 'desk-1', roles: ['reviewer', 'administrator'] } } });
    const { state } = desk;
    desk.state = { phase: 'trouble', trouble: { code: 'disk-full' } };
    expect(atWork(desk)).toEqual(refusal('store-missing'));
    desk.state = state;
    await story.must('session.signOut', {});
    expect(atWork(desk)).toEqual(refusal('not-signed-in'));
  }));

  it('do nothing at all for nobody', () => withDesk(async ({ desk }) => {
    let done = 0;
    expect(await whenAtWork(desk, () => Promise.resolve(ok((done += 1))))).toEqual(refusal('not-signed-in'));
    expect(done).toBe(0);
  }));

  it('act for the person who is signed in now, not for the one before', () => withDesk(async (story) => {
    await story.signIn('reviewer');
    const before = atWork(story.desk);
    await story.signIn('approver');
    const after = atWork(story.desk);
    if (!before.ok || !after.ok) throw new Error('nobody works here');
    expect(after.value.actor.staffId).not.toBe(before.value.actor.staffId);
    expect(after.value.actor.roles).toEqual(['approver']);
  }));
});
