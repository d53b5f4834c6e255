import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src-main/canonical/canonical-json';
import { refusal } from '../../src-main/domain/refusal';
import type { PolicyView } from '../../src-preload/contract/policy';
import { withDesk, type Story } from '../support/with-desk';

interface Manifest {
  packageId: string;
  files: { path: string; bytes: number; sha256: string }[];
}

/** The sample package again, under an id of its own, with this policy in it. */
async function importWithPolicy(story: Story, policy: unknown): Promise<void> {
  const dir = join(story.dir, 'with-policy');
  await cp(story.machine.packageFolder!, dir, { recursive: true });
  const text = JSON.stringify(policy);
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as Manifest;
  const files = [...manifest.files, { path: 'policy.json', bytes: Buffer.byteLength(text), sha256: sha256Hex(text) }];
  await writeFile(join(dir, 'policy.json'), text);
  await writeFile(join(dir, 'manifest.json'), JSON.stringify({ ...manifest, packageId: crypto.randomUUID(), files }));
  await rm(join(dir, 'manifest.sig'), { force: true });
  story.machine.packageFolder = dir;
  const finished = story.nextPush('packages.finished');
  await story.must('packages.import', { source: 'folder' });
  expect(await finished).toMatchObject({ outcome: 'done', report: { refused: false } });
}

const look = (story: Story): Promise<PolicyView> => story.must('policy.get', {});
const lastEvents = async (story: Story): Promise<string[]> => {
  const { store } = story.desk.findOpen()!.ports;
  const { seq } = await store.getAuditHead();
  return (await store.listEvents({ fromSeq: seq - 1, limit: 2 })).map(({ kind }) => kind);
};

describe('the policy of a package', () => {
  it('waits until an administrator has seen what it changes and puts it in force with a PIN; the log says so', () => withDesk(async (story) => {
    await story.signIn('second');
    await story.importSample();
    const before = await look(story);
    expect(before).toEqual({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), waiting: null });
    const { schedule, corrections } = (await story.desk.findOpen()!.ports.store.findCurrentPolicy())!.policy;
    await importWithPolicy(story, { format: 'countersign.policy', version: 1, schedule, corrections, retentionDays: 30, checks: { count: 1 } });
    const { digest, waiting } = await look(story);
    expect(digest).toBe(before.digest);
    const until = { path: 'supplementsUntil', inForce: null, proposed: JSON.stringify(schedule.at(-1)?.to) };
    expect(waiting).toMatchObject({ problems: [], differences: [{ path: 'checks.count', inForce: '2', proposed: '1' }, { path: 'retentionDays', inForce: '1095', proposed: '30' }, until] });
    const seen = waiting?.digest ?? '';
    expect(await story.call('policy.adopt', { digest: seen, administrator: await story.credential('approver') })).toEqual(refusal('role-missing', { role: 'administrator' }));
    const administrator = await story.credential('reviewer');
    expect(await story.call('policy.adopt', { digest: seen, administrator: { ...administrator, pin: '000111' } })).toMatchObject({ ok: false, error: { code: 'wrong-pin' } });
    expect(await lastEvents(story)).toContain('staff.signInFailed');
    expect(await story.call('policy.adopt', { digest: 'f'.repeat(64), administrator })).toEqual(refusal('policy-changed'));
    expect((await look(story)).digest).toBe(before.digest);
    expect(await story.must('policy.adopt', { digest: seen, administrator })).toEqual({ digest: seen, waiting: null });
    expect((await story.desk.findOpen()!.ports.store.findCurrentPolicy())?.policy).toMatchObject({ retentionDays: 30, checks: { count: 1 } });
    const [adopted] = (await story.desk.findOpen()!.ports.store.listEvents({ fromSeq: 1, limit: 500 })).filter(({ kind }) => kind === 'policy.adopted').slice(-1);
    expect(adopted).toMatchObject({ staffId: administrator.staffId, payload: { digest: seen } });
    const told = (await lastEvents(story)).filter((kind) => kind === 'policy.adopted').length;
    expect(await story.must('policy.adopt', { digest: seen, administrator }), 'sent again after its answer was lost').toEqual({ digest: seen, waiting: null });
    expect((await lastEvents(story)).filter((kind) => kind === 'policy.adopted')).toHaveLength(told);
  }));

  it('that is faulty is told with its faults, and cannot be put in force', () => withDesk(async (story) => {
    await story.signIn('reviewer');
    await story.importSample();
    const { digest } = await look(story);
    await importWithPolicy(story, { format: 'countersign.policy', version: 1, retentionDays: 'long' });
    const { waiting } = await look(story);
    expect(waiting).toMatchObject({ digest: null, differences: [], problems: [{ 'zh-CN': expect.stringContaining('retentionDays') as string, en: expect.stringContaining('retentionDays') as string }] });
    const administrator = await story.credential('reviewer');
    expect(await story.call('policy.adopt', { digest: 'f'.repeat(64), administrator })).toEqual(refusal('policy-changed'));
    expect(await story.must('policy.adopt', { digest: digest ?? '', administrator }), 'what is in force stays, and the faulty one waits').toMatchObject({ digest, waiting: { digest: null } });
  }));
});
