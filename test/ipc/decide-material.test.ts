import { describe, expect, it } from 'vitest';
import type { Input } from '../../src-preload/contract/desk-api';
import type { SitePolicy } from '../../src-main/domain/policy';
import { adoptPolicy } from '../../src-main/workflows/adopt-policy';
import { commandId, comparePapers, SAMPLE, tapAndConfirm } from '../support/counter-story';
import type { Story } from '../support/with-desk';
import { withSample } from '../support/with-sample';

const REGISTRATION = SAMPLE.bySituation.ordinary[0]!;
const COMMITMENT: SitePolicy['pendingCertification'] = { commitment: true, dueDate: '2026-05-31' };
const NOT_HERE = { ok: false, error: { code: 'wrong-state', params: { state: 'certificationPending' } } };

type Word = Pick<Input<'review.decideMaterial'>, 'material' | 'decision' | 'finding'>;

/** A desk whose site takes commitments or none. */
async function withDeskOf<T>(pendingCertification: SitePolicy['pendingCertification'], tell: (story: Story) => Promise<T>): Promise<T> {
  let answer: { told: T } | null = null;
  await withSample(async (story) => {
    await story.signIn('reviewer');
    const { ports } = story.desk.findOpen()!;
    const adopted = await adoptPolicy(ports, { ...(await ports.store.findCurrentPolicy())!.policy, pendingCertification }, story.desk.findActor()!);
    if (!adopted.ok) throw new Error(`policy not adopted: ${adopted.error.code}`);
    answer = { told: await tell(story) };
  });
  return (answer as { told: T } | null)!.told;
}

function atTheCounter(pendingCertification: SitePolicy['pendingCertification'], tell: (decide: (word: Word) => ReturnType<typeof say>) => Promise<void>): Promise<void> {
  return withDeskOf(pendingCertification, async (story) => {
    await tapAndConfirm(story, REGISTRATION);
    await comparePapers(story, REGISTRATION);
    await tell((word) => say(story, word));
  });
}

function say(story: Story, word: Word) {
  return story.call('review.decideMaterial', { registrationNo: REGISTRATION, reason: '认证办理中', commandId: commandId(), ...word });
}

describe('an education paper whose certification is pending', () => {
  it('is never taken plainly, and by no commitment where the site takes none', () => atTheCounter('refuse', async (decide) => {
    expect(await decide({ material: 'EDU', decision: 'accepted', finding: 'certificationPending' })).toMatchObject(NOT_HERE);
    expect(await decide({ material: 'EDU', decision: 'acceptedWithCommitment', finding: 'certificationPending' })).toMatchObject(NOT_HERE);
    expect(await decide({ material: 'EDU', decision: 'acceptedWithCommitment', finding: 'other' })).toMatchObject(NOT_HERE);
    expect(await decide({ material: 'TRIAL', decision: 'acceptedWithCommitment', finding: 'other' })).toMatchObject(NOT_HERE);
    expect(await decide({ material: 'EDU', decision: 'accepted', finding: null })).toMatchObject({ ok: true });
    expect(await decide({ material: 'EDU', decision: 'contested', finding: 'certificationPending' })).toMatchObject({ ok: true });
  }));

  it('is taken with a commitment that says so where the site takes one, and the commitment becomes a required paper', () => atTheCounter(COMMITMENT, async (decide) => {
    expect(await decide({ material: 'EDU', decision: 'accepted', finding: 'certificationPending' })).toMatchObject(NOT_HERE);
    expect(await decide({ material: 'EDU', decision: 'acceptedWithCommitment', finding: 'other' })).toMatchObject(NOT_HERE);
    expect(await decide({ material: 'EDU', decision: 'acceptedWithCommitment', finding: null })).toMatchObject(NOT_HERE);
    const taken = await decide({ material: 'EDU', decision: 'acceptedWithCommitment', finding: 'certificationPending' });
    if (!taken.ok) throw new Error(taken.error.code);
    expect(taken.value.materials.find(({ code }) => code === 'EDU')?.state).toBe('acceptedWithCommitment');
    expect(taken.value.openItems).toContainEqual({ kind: 'materialMissing', material: 'COMMITMENT', field: null });
    expect(await decide({ material: 'TRIAL', decision: 'acceptedWithCommitment', finding: 'other' })).toMatchObject({ ok: true });
  }));
});

describe('the commitment that main offers on a paper', () => {
  const offered = (pendingCertification: SitePolicy['pendingCertification']) => withDeskOf(pendingCertification, async (story) => {
    const { materials } = await story.must('cases.get', { registrationNo: REGISTRATION });
    return Object.fromEntries(materials.map(({ code, commitment }) => [code, commitment]));
  });

  it('is none where the site takes none', async () => {
    expect(Object.values(await offered('refuse')).flat()).toEqual([]);
  });

  it('is what the decision then takes: on the education paper its certification alone, by hand nothing', async () => {
    expect(await offered(COMMITMENT)).toMatchObject({ EDU: ['certificationPending'], TRIAL: ['certificationPending', 'other'] });
  });
});
