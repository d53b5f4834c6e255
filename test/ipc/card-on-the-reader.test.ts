import { describe, expect, it } from 'vitest';
import { READ_KEPT_MS } from '../../src-main/devices/card-reader';
import type { CardReadView } from '../../src-preload/contract/session';
import { commandId, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { citizenCard } from '../support/simulated-card-reader';
import { withDesk, type Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const [REGISTRATION, OTHER] = SAMPLE.bySituation.ordinary as [string, string];

function atTheCounter(tell: (story: Story) => Promise<void>): Promise<void> {
  return withSample(async (story) => {
    await story.signIn('reviewer');
    await tell(story);
  });
}

function tap(story: Story, registrationNo: string): Promise<CardReadView> {
  const read = story.nextPush('reader.cardRead');
  story.reader.present(SAMPLE.cards[registrationNo]!);
  return read;
}

/** A card whose number the store is slow to find: `answer` lets it go on, and waits until the desk has dealt with the card. */
async function tapAndStall(story: Story, registrationNo: string): Promise<{ answer(): Promise<void> }> {
  const { store } = story.desk.findOpen()!.ports;
  const find = store.findRegistrationsByIdNumber;
  const asked = Promise.withResolvers<void>();
  const stalled = Promise.withResolvers<void>();
  store.findRegistrationsByIdNumber = async (idNumber) => {
    store.findRegistrationsByIdNumber = find;
    asked.resolve();
    await stalled.promise;
    return find(idNumber);
  };
  story.reader.present(SAMPLE.cards[registrationNo]!);
  await asked.promise;
  return {
    answer: async () => {
      stalled.resolve();
      await find('');
      await new Promise((settle) => setImmediate(settle));
    },
  };
}

async function lift(story: Story): Promise<void> {
  const ready = story.nextPush('reader.changed', ({ state }) => state === 'ready');
  story.reader.lift();
  await ready;
}

describe('a card on the reader', () => {
  it('names the one case that it opens, by a masked number', () => atTheCounter(async (story) => {
    const told = await tap(story, REGISTRATION);
    expect(told).toMatchObject({ outcome: 'one', registrationNos: [REGISTRATION] });
    expect(JSON.stringify(told)).not.toContain(SAMPLE.cards[REGISTRATION]!.idNumber);
    const { pendingCard } = await story.must('cases.open', { registrationNo: REGISTRATION });
    expect(pendingCard?.readId).toBe(told.readId);
    expect(pendingCard?.rows.filter(({ judgedOn }) => judgedOn !== undefined)).toMatchObject([{ field: 'validity', registration: '', judgedOn: '2026-03-02' }]);
  }));

  it('of somebody who is not registered opens nothing, and is kept nowhere', () => atTheCounter(async (story) => {
    const read = story.nextPush('reader.cardRead');
    story.reader.present(citizenCard({ idNumber: '99000020000101008X' }));
    const { outcome, registrationNos, readId } = await read;
    expect([outcome, registrationNos, story.desk.findOpen()?.reader.takeRead(readId)]).toEqual(['none', [], null]);
  }));

  it('whose number the store cannot be asked for is told as such, and opens its case when it is laid down again', () => atTheCounter(async (story) => {
    const { store } = story.desk.findOpen()!.ports;
    const find = store.findRegistrationsByIdNumber;
    store.findRegistrationsByIdNumber = () => Promise.reject(new Error('connection lost'));
    expect(await tap(story, REGISTRATION)).toMatchObject({ outcome: 'notLookedUp', registrationNos: [] });
    store.findRegistrationsByIdNumber = find;
    await lift(story);
    expect(await tap(story, REGISTRATION)).toMatchObject({ outcome: 'one', registrationNos: [REGISTRATION] });
  }));

  it('opens nothing while nobody is signed in, and its data does not wait for who signs in next', () => atTheCounter(async (story) => {
    await story.must('session.signOut', {});
    expect(await tap(story, REGISTRATION)).toMatchObject({ outcome: 'notSignedIn', registrationNos: [] });
    await lift(story);
    await story.signIn('reviewer');
    expect((await story.must('cases.open', { registrationNo: REGISTRATION })).pendingCard).toBeNull();
  }));

  it('takes away what lay in memory of the person before', () => atTheCounter(async (story) => {
    await tap(story, REGISTRATION);
    await story.must('cases.open', { registrationNo: REGISTRATION });
    await lift(story);
    await tap(story, OTHER);
    expect((await story.must('cases.get', { registrationNo: REGISTRATION })).pendingCard).toBeNull();
  }));

  it('that opened no case for half a minute speaks of nobody who comes later', () => atTheCounter(async (story) => {
    await tap(story, REGISTRATION);
    story.clock.pass(READ_KEPT_MS);
    expect((await story.must('cases.open', { registrationNo: REGISTRATION })).pendingCard).toBeNull();
  }));

  it('that came second is the one that opens a case, though the store answers for the first one last; and none does after a sign-out', () => atTheCounter(async (story) => {
    const told: CardReadView[] = [];
    story.desk.announcer.onAny((name, value) => void (name === 'reader.cardRead' && told.push(value as CardReadView)));
    const first = await tapAndStall(story, REGISTRATION);
    await lift(story);
    await tap(story, OTHER);
    await first.answer();
    expect(told.map(({ registrationNos }) => registrationNos)).toEqual([[OTHER]]);
    await lift(story);
    const last = await tapAndStall(story, OTHER);
    await story.must('session.signOut', {});
    await last.answer();
    await story.signIn('reviewer');
    expect((await story.must('cases.open', { registrationNo: OTHER })).pendingCard).toBeNull();
  }));

  it('laid down at the open page shows the number in full once the log was told, and once alone', () => atTheCounter(async (story) => {
    await story.must('cases.open', { registrationNo: REGISTRATION });
    await tap(story, REGISTRATION);
    const { pendingCard } = await story.must('cases.get', { registrationNo: REGISTRATION });
    await story.must('cases.get', { registrationNo: REGISTRATION });
    expect(pendingCard?.rows.find(({ field }) => field === 'idNumber')?.registration).toBe(SAMPLE.cards[REGISTRATION]!.idNumber);
    const events = await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 200, registrationNo: REGISTRATION });
    expect(events.filter(({ kind }) => kind === 'idNumber.shown')).toHaveLength(1);
  }));

  it('is gone from memory when its case leaves the counter', () => atTheCounter(async (story) => {
    await tap(story, REGISTRATION);
    await story.must('cases.open', { registrationNo: REGISTRATION });
    await story.must('cases.release', { registrationNo: REGISTRATION, reason: '暂离', commandId: commandId() });
    expect((await story.must('cases.get', { registrationNo: REGISTRATION })).pendingCard).toBeNull();
  }));

  it('of a case that was refused shows it as refused', () => atTheCounter(async (story) => {
    await tapAndConfirm(story, REGISTRATION);
    await story.must('cases.refuse', { registrationNo: REGISTRATION, impostor: false, reason: '材料不齐', returned: [], approver: await story.credential('approver'), commandId: commandId() });
    await lift(story);
    const told = await tap(story, REGISTRATION);
    expect(told.outcome).toBe('one');
    expect(await story.must('cases.open', { registrationNo: REGISTRATION })).toMatchObject({ state: 'refused', refusal: { reason: '材料不齐' } });
  }));

  it('shows the photo of its chip once the site has decoded it, and only for its own case', () => atTheCounter(async (story) => {
    await tap(story, REGISTRATION);
    const changed = story.nextPush('cases.changed', ({ registrationNo }) => registrationNo === REGISTRATION);
    story.reader.decodePhoto(Uint8Array.of(0x42, 0x4d));
    await changed;
    const { pendingCard } = await story.must('cases.open', { registrationNo: REGISTRATION });
    expect([pendingCard?.photoDecoded, pendingCard?.photo]).toEqual([true, 'data:image/bmp;base64,Qk0=']);
    await lift(story);
    await tap(story, OTHER);
    expect((await story.must('cases.open', { registrationNo: OTHER })).pendingCard).toMatchObject({ photoDecoded: false });
  }));
});

describe('the reader of the desk', () => {
  it('tells what it is, tests itself, and remembers when it last read', () => atTheCounter(async (story) => {
    expect(await story.must('reader.facts', {})).toMatchObject({ device: { way: 'simulated' }, lastReadAt: null });
    await tap(story, REGISTRATION);
    const { device, lastReadAt } = await story.must('reader.facts', {});
    expect([device?.samId, lastReadAt]).toEqual(['05.02-20200101-0001234567-0305419896', story.clock.now().toISOString()]);
    expect(await story.must('reader.selfTest', {})).toEqual({ outcome: 'passed' });
  }));

  it('tells nothing before somebody is signed in', () => withDesk(async (story) => {
    expect(await story.call('reader.facts', {})).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });
    expect(await story.call('reader.selfTest', {})).toMatchObject({ ok: false, error: { code: 'not-signed-in' } });
  }));
});
