import { expect, test } from 'vitest';
import { ok } from '../../src-main/domain/result';
import { forBackup, slotsText, withSlot } from '../../src-main/storage/keys/key-slots';
import { newRecoveryCode } from '../../src-main/storage/keys/recovery-code';
import { readSlots } from '../../src-main/storage/keys/slot-files';
import { openByRecoveryCode, recoverySlot } from '../../src-main/storage/keys/slot-secrets';
import { AT_DESK } from '../support/stored-cases';
import { withTestDatabase } from '../support/server-store';
import { withDesk, type Story } from '../support/with-desk';

async function opensBy({ dir }: Story, code: string): Promise<boolean> {
  const slots = await readSlots(dir);
  return slots.ok && (await openByRecoveryCode(slots.value, code)).ok;
}

/** As another desk of the site makes a new code. */
async function reissuedElsewhere(story: Story): Promise<string> {
  const { key, ports: { store } } = story.desk.findOpen()!;
  const [code, slots] = [newRecoveryCode(), await readSlots(story.dir)];
  if (!slots.ok) throw new Error(slots.error.code);
  const text = slotsText(forBackup(withSlot(slots.value, await recoverySlot(key, code, false))));
  await store.inTransaction(async (tx) => {
    await tx.saveRecoverySlots(text);
    await tx.append({ ...AT_DESK, deskId: 'desk-2' }, { kind: 'recoveryCode.reissued', registrationNo: null, payload: {} });
    return ok(null);
  });
  return code;
}

test('a recovery code that another desk of the site makes anew counts on this machine as soon as the desk hears of it', () => withTestDatabase((database) => withDesk(async (story) => {
  await story.signIn('approver');
  await story.must('keys.reissueCode', await story.credential('approver'));
  const { code, asked } = await story.must('keys.showCode', {});
  const heard = story.nextPush('desk.refreshed');
  await reissuedElsewhere(story);
  await heard;
  expect(await opensBy(story, code), 'this desk still shows its own new code').toBe(true);
  await story.must('keys.confirmCode', { typed: asked.map((group) => code.split('-')[group - 1] ?? '') });

  const theirs = await reissuedElsewhere(story);
  await expect.poll(() => opensBy(story, theirs)).toBe(true);
  expect([await opensBy(story, code), (await story.must('session.get', {})).phase], 'nobody here is asked to write it down').toEqual([false, 'signedIn']);
}, database.urlOf())), 60_000);
