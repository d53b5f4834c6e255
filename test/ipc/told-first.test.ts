import { describe, expect, it } from 'vitest';
import { refusal } from '../../src-main/domain/refusal';
import { err } from '../../src-main/domain/result';
import type { StorageTrouble } from '../../src-main/storage/store';
import { SAMPLE } from '../support/counter-story';
import { withDesk, type Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

/** From here on the disk has no room for one more event. */
function fillDisk(story: Story): void {
  const open = story.desk.findOpen();
  if (open === null) throw new Error('the desk is closed');
  open.ports = { ...open.ports, store: { ...open.ports.store, inTransaction: () => Promise.resolve(err<StorageTrouble>({ code: 'disk-full' })) } };
}

async function eventsOf(story: Story): Promise<string[]> {
  const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 100 });
  return events.map(({ kind }) => kind).filter((kind) => kind.startsWith('staff.sign'));
}

describe('nobody works here whom the log does not know of', () => {
  it('a sign-in that cannot be told is refused', () => withDesk(async (story) => {
    fillDisk(story);
    expect(await story.call('session.signIn', await story.credential('reviewer'))).toEqual(refusal('disk-full'));
    expect(await story.must('session.get', {})).toMatchObject({ phase: 'signedOut', staff: null });
    expect(await story.call('packages.list', {})).toEqual(refusal('not-signed-in'));
  }));

  it('the person before stays until the next one is told', () => withDesk(async (story) => {
    await story.signIn('reviewer');
    fillDisk(story);
    expect(await story.call('session.signIn', await story.credential('approver'))).toEqual(refusal('disk-full'));
    expect((await story.must('session.get', {})).staff?.name).toBe('测试初审员');
  }));

  it('leaving is possible even then', () => withDesk(async (story) => {
    await story.signIn('reviewer');
    fillDisk(story);
    expect(await story.must('session.signOut', {})).toMatchObject({ phase: 'signedOut', staff: null });
  }));

  it('who takes over is told after who left', () => withDesk(async (story) => {
    await story.signIn('reviewer');
    await story.signIn('approver');
    await story.must('session.signOut', {});
    expect(await eventsOf(story)).toEqual(['staff.signedIn', 'staff.signedOut', 'staff.signedIn', 'staff.signedOut']);
  }));
});

it('an ID number is shown only when that was told', () => withSample(async (story) => {
  const registrationNo = SAMPLE.bySituation.ordinary[0]!;
  await story.signIn('reviewer');
  fillDisk(story);
  expect(await story.call('cases.showIdNumber', { registrationNo })).toEqual(refusal('disk-full'));
  expect(story.desk.findOpen()!.counter.isNumberShown(registrationNo)).toBe(false);
}));
