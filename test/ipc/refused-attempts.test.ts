import { expect, it } from 'vitest';
import type { AuditEvent } from '../../src-main/domain/audit-event';
import { commandId } from '../support/counter-story';
import { withDesk, type Story } from '../support/with-desk';

async function refusedAttempts(story: Story): Promise<readonly Pick<AuditEvent, 'staffId' | 'payload'>[]> {
  const events = await story.desk.findOpen()?.ports.store.listEvents({ fromSeq: 1, limit: 100 }) ?? [];
  return events.flatMap(({ kind, staffId, payload }) => (kind === 'attempt.refused' ? [{ staffId, payload }] : []));
}

it('what somebody tried at the site without the right to it stands in the log, whatever it was', () => withDesk(async (story) => {
  await story.signIn('second');
  const own = await story.credential('second');
  const { staffId } = own;
  const attempts = {
    'staff.add': () => story.call('staff.add', { name: '测试新人', pin: '731946', roles: ['reviewer'], commandId: commandId() }),
    'site.close': () => story.call('site.close', { siteCode: '9901', approver: own, commandId: commandId() }),
    'packages.export': () => story.call('packages.export', {}),
    'policy.adopt': () => story.call('policy.adopt', { digest: '0'.repeat(64), administrator: own }),
    'keys.reissueCode': () => story.call('keys.reissueCode', own),
    'keys.changePassphrase': () => story.call('keys.changePassphrase', { approver: own, passphrase: 'a passphrase of the desk' }),
    'backup.choosePlace': () => story.call('backup.choosePlace', {}),
    'backup.bringBack': () => story.call('backup.bringBack', own),
    'backup.acceptGap': () => story.call('backup.acceptGap', own),
    'reader.choose': () => story.call('reader.choose', { carrier: 'simulated' }),
  };
  for (const attempt of Object.values(attempts)) expect(await attempt()).toMatchObject({ ok: false, error: { code: 'role-missing' } });
  expect(await refusedAttempts(story)).toEqual(Object.keys(attempts).map((action) => ({ staffId, payload: { action, code: 'role-missing' } })));
}));

it('what was only called off does not', () => withDesk(async (story) => {
  await story.signIn('approver');
  expect(await story.call('packages.export', {})).toMatchObject({ ok: false, error: { code: 'export-cancelled' } });
  expect(await refusedAttempts(story)).toEqual([]);
}));
