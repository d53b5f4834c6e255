import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { CaseView, MaterialView } from '../../src-preload/contract/cases';
import type { DeskReply } from '../../src-preload/contract/common';
import { adoptPolicy } from '../../src-main/workflows/adopt-policy';
import { keepCapture, type Capture } from '../../src-main/workflows/keep-capture';
import type { Outcome } from '../../src-main/workflows/ports';
import { commandId, comparePapers, confirmAndSign, passBoth, SAMPLE, tapAndConfirm } from '../support/counter-story';
import { testImage } from '../support/test-images';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const ORDINARY = SAMPLE.bySituation.ordinary[0]!;
const FORMER_NAME = 'FORMER_NAME';
let shade = 0;

/** Hands the desk a picture that it has not seen before (a shade that JPEG tells from the last one), as the counter's file chooser does. */
async function takeIn(story: Story, registrationNo: string): Promise<Outcome<Capture>> {
  const open = story.desk.findOpen()!;
  const bytes = await testImage({ shade: (shade = (shade + 13) % 256) });
  return keepCapture(open.ports, open.images, { registrationNo, bytes: Readable.from([bytes]) }, story.desk.findActor()!);
}

async function takenIn(story: Story, registrationNo: string): Promise<string> {
  const taken = await takeIn(story, registrationNo);
  if (!taken.ok) throw new Error(`not taken in: ${taken.error.code}`);
  return taken.value.sha256;
}

function add(story: Story, registrationNo: string, sha256: string, material = FORMER_NAME): Promise<DeskReply<CaseView>> {
  return story.call('review.addImage', { registrationNo, material, sha256, commandId: commandId() });
}

function paperOf(view: CaseView, code = FORMER_NAME): MaterialView | undefined {
  return view.materials.find((material) => material.code === code);
}

async function nameDiffers(story: Story, registrationNo: string): Promise<CaseView> {
  await story.must('review.checkField', { registrationNo, field: 'name', material: 'DIPLOMA', result: 'differs', note: '曾用名', commandId: commandId() });
  return story.must('review.checkField', { registrationNo, field: 'name', material: 'EDU', result: 'differs', note: '曾用名', commandId: commandId() });
}

async function closeCorrections(story: Story): Promise<void> {
  const { ports } = story.desk.findOpen()!;
  const current = await ports.store.findCurrentPolicy();
  const adopted = await adoptPolicy(ports, { ...current!.policy, corrections: [] }, story.desk.findActor()!);
  if (!adopted.ok) throw new Error(`policy not adopted: ${adopted.error.code}`);
}

function atTheCounter(registrationNo: string, tell: (story: Story) => Promise<void>): Promise<void> {
  return withSample(async (story) => {
    await story.signIn('reviewer');
    await tapAndConfirm(story, registrationNo);
    await tell(story);
  });
}

describe('a paper that is handed in at the counter', () => {
  it('was missing, is added, compared, and the case passes and is signed', () => atTheCounter(ORDINARY, async (story) => {
    await nameDiffers(story, ORDINARY);
    expect((await comparePapers(story, ORDINARY)).openItems).toContainEqual({ kind: 'materialMissing', material: FORMER_NAME, field: null });
    expect(await story.call('review.pass', { registrationNo: ORDINARY, secondReviewer: null, commandId: commandId() })).toMatchObject({ ok: false, error: { code: 'open-items' } });

    const sha256 = await takenIn(story, ORDINARY);
    const added = await story.must('review.addImage', { registrationNo: ORDINARY, material: FORMER_NAME, sha256, commandId: commandId() });
    expect(paperOf(added)).toMatchObject({ state: 'open', images: [{ n: 1, sha256, width: 600, height: 500, origin: 'captured' }] });
    expect(added.history.map(({ kind }) => kind)).toContain('material.captured');
    story.clock.pass(1000);
    expect((await comparePapers(story, ORDINARY)).openItems.map(({ kind }) => kind)).toEqual(['firstPass', 'secondPass']);
    expect((await passBoth(story, ORDINARY)).state).toBe('readyToSign');
    await confirmAndSign(story, ORDINARY);

    expect(await add(story, ORDINARY, sha256)).toMatchObject({ ok: false, error: { code: 'case-signed' } });
    expect(await takeIn(story, ORDINARY)).toMatchObject({ ok: false, error: { code: 'case-signed' } });
  }));

  it('stands beside the certificate that the candidate of the other name sent in, and no third one does', () => {
    const registrationNo = SAMPLE.bySituation.formerName[0]!;
    return atTheCounter(registrationNo, async (story) => {
      expect(paperOf(await nameDiffers(story, registrationNo))).toMatchObject({ required: true, max: 2, images: [{ n: 1, origin: 'uploaded' }] });
      expect(await add(story, registrationNo, await takenIn(story, registrationNo))).toMatchObject({ ok: true });
      expect(await add(story, registrationNo, await takenIn(story, registrationNo))).toMatchObject({ ok: false, error: { code: 'too-many-images', params: { count: 2 } } });
      expect(paperOf(await story.must('cases.get', { registrationNo }))?.images.map(({ n }) => n)).toEqual([1, 2]);
    });
  });

  it('takes back a first check that was passed without it; the same image twice is one and takes back nothing', () => atTheCounter(ORDINARY, async (story) => {
    await comparePapers(story, ORDINARY);
    const sha256 = await takenIn(story, ORDINARY);
    await add(story, ORDINARY, sha256, 'OTHER');
    await story.must('review.pass', { registrationNo: ORDINARY, secondReviewer: null, commandId: commandId() });
    await add(story, ORDINARY, sha256, 'OTHER');
    const passed = await story.must('cases.get', { registrationNo: ORDINARY });
    expect([paperOf(passed, 'OTHER')?.images.length, passed.passes.at(-1)?.outcome]).toEqual([1, 'passed']);
    await add(story, ORDINARY, await takenIn(story, ORDINARY), 'OTHER');
    expect((await story.must('cases.get', { registrationNo: ORDINARY })).passes.at(-1)).toMatchObject({ outcome: 'sentBack', reason: 'material.captured' });
  }));

  it('opens its paper again after that was accepted, with its fields compared; the paper is accepted once more', () => atTheCounter(ORDINARY, async (story) => {
    await comparePapers(story, ORDINARY);
    story.clock.pass(1000);
    await add(story, ORDINARY, await takenIn(story, ORDINARY), 'TRIAL');
    const opened = await story.must('cases.get', { registrationNo: ORDINARY });
    expect(paperOf(opened, 'TRIAL')?.fields.map(({ result }) => result)).not.toContain(null);
    expect([paperOf(opened, 'TRIAL')?.state, opened.openItems[0]]).toEqual(['open', { kind: 'materialUndecided', material: 'TRIAL', field: null }]);
    expect(await story.call('review.pass', { registrationNo: ORDINARY, secondReviewer: null, commandId: commandId() })).toMatchObject({ ok: false, error: { code: 'open-items' } });
    story.clock.pass(1000);
    const accepted = await story.must('review.confirmMaterial', { registrationNo: ORDINARY, material: 'TRIAL', commandId: commandId() });
    expect(paperOf(accepted, 'TRIAL')?.state).toBe('accepted');
    expect((await passBoth(story, ORDINARY)).state).toBe('readyToSign');
  }));

  it('and the word on it keep their order within one second: accepted with it, open with the next, accepted with both', () => atTheCounter(ORDINARY, async (story) => {
    await comparePapers(story, ORDINARY);
    const accept = () => story.must('review.confirmMaterial', { registrationNo: ORDINARY, material: 'TRIAL', commandId: commandId() });
    const states: unknown[] = [];
    for (let image = 1; image <= 3; image += 1) {
      await add(story, ORDINARY, await takenIn(story, ORDINARY), 'TRIAL');
      states.push(paperOf(await story.must('cases.get', { registrationNo: ORDINARY }), 'TRIAL')?.state, paperOf(await accept(), 'TRIAL')?.state);
    }
    expect(states).toEqual(['open', 'accepted', 'open', 'accepted', 'open', 'accepted']);
    expect((await passBoth(story, ORDINARY)).state).toBe('readyToSign');
  }));

  it('is taken in outside the days of correction too, as long as papers may be compared', () => withSample(async (story) => {
    await story.signIn('reviewer');
    await closeCorrections(story);
    const { actions } = await tapAndConfirm(story, ORDINARY);
    const of = (name: string) => actions.find(({ action }) => action === name);
    expect([of('reviewMaterials')?.allowed, of('requestCorrection')?.why]).toEqual([true, 'outside-schedule']);
    expect(await add(story, ORDINARY, await takenIn(story, ORDINARY))).toMatchObject({ ok: true });
  }));
});

it('a licence that several candidates of one unit sent in is each one’s own', () => withSample(async (story) => {
  await story.signIn('reviewer');
  const licences = await Promise.all(Object.keys(SAMPLE.cards).map(async (no) => [no, paperOf(await story.must('cases.get', { registrationNo: no }), 'LICENCE')?.images[0]?.sha256] as const));
  const shared = licences.map(([, sha256]) => sha256).find((sha256, index, all) => sha256 !== undefined && all.indexOf(sha256) !== index)!;
  const colleagues = licences.filter(([, sha256]) => sha256 === shared).map(([no]) => no);
  expect(colleagues.length).toBeGreaterThan(1);
  for (const no of colleagues) {
    await tapAndConfirm(story, no);
    expect(await add(story, no, shared, 'OTHER')).toMatchObject({ ok: true });
    const lifted = story.nextPush('reader.changed', ({ state }) => state === 'ready');
    story.reader.lift();
    await lifted;
  }
}));

describe('an image is not added', () => {
  it('when the desk does not hold it, holds no image under that digest, or has no such paper', () => atTheCounter(ORDINARY, async (story) => {
    expect(await add(story, ORDINARY, randomBytes(32).toString('hex'))).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
    const text = await story.desk.findOpen()!.ports.files.stage(Buffer.from('no picture'));
    await story.desk.findOpen()!.ports.store.inTransaction(async (tx) => {
      await tx.addBlob({ ...text, mediaType: 'application/pdf', width: null, height: null });
      return { ok: true, value: null };
    });
    expect(await add(story, ORDINARY, text.sha256)).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
    expect(await add(story, ORDINARY, await takenIn(story, ORDINARY), '-')).toMatchObject({ ok: false, error: { code: 'unknown-material' } });
    expect(await add(story, ORDINARY, await takenIn(story, ORDINARY), 'NO_SUCH_PAPER')).toMatchObject({ ok: false, error: { code: 'unknown-material' } });
  }));

  it('when it is another candidate’s', () => atTheCounter(ORDINARY, async (story) => {
    const others = await story.must('cases.get', { registrationNo: SAMPLE.bySituation.ordinary[1]! });
    expect(await add(story, ORDINARY, paperOf(others, 'DIPLOMA')!.images[0]!.sha256)).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
    expect(paperOf(await story.must('cases.get', { registrationNo: ORDINARY }))).toBeUndefined();
  }));

  it('to a case that this desk has not claimed, and the attempt stands in the log', () => atTheCounter(ORDINARY, async (story) => {
    const sha256 = await takenIn(story, ORDINARY);
    await story.must('cases.release', { registrationNo: ORDINARY, reason: '考生去复印', commandId: commandId() });
    expect(await add(story, ORDINARY, sha256)).toMatchObject({ ok: false, error: { code: 'claim-missing' } });
    expect(await takeIn(story, ORDINARY)).toMatchObject({ ok: false, error: { code: 'claim-missing' } });
    expect((await story.must('cases.get', { registrationNo: ORDINARY })).history.at(-1)?.kind).toBe('attempt.refused');
  }));
});
