import { randomInt } from 'node:crypto';
import type { Desk, OpenDesk } from '../app/desk';
import type { Unlocking } from '../app/store-key-opening';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { GROUPS, isGroupOf } from '../storage/keys/recovery-code';
import { changePassphrase, markCodeKept, reissueRecoveryCode, tellOtherDesks } from '../workflows/store-keys';
import { tellLog } from '../workflows/tell-log';
import type { Outcome } from '../workflows/ports';
import type { AuditKind } from '../domain/audit-event';
import type { Handlers } from './answer-call';
import { admitApprover } from './consent';
import { whenAllowed } from './guard';

type KeyCalls = 'keys.unlock' | 'keys.unlockByCode' | 'keys.showCode' | 'keys.confirmCode' | 'keys.reissueCode' | 'keys.changePassphrase';

/** How many groups of a new code are typed back. */
const ASKED = 2;

function someGroups(): readonly number[] {
  const first = randomInt(1, GROUPS + 1);
  const second = randomInt(1, GROUPS);
  return [first, second < first ? second : second + 1].toSorted((a, b) => a - b).slice(0, ASKED);
}

async function tell(open: OpenDesk, staffId: string | null, kind: AuditKind): Promise<void> {
  await tellLog(open.ports, { deskId: open.facts.deskId, staffId }, { kind, registrationNo: null, payload: {} });
}

/** The store's key: opening a locked store, and what a person does with its recovery code and passphrase. */
export function keyHandlers(desk: Desk, unlock: (typed: Unlocking) => Promise<Outcome<null>>): Pick<Handlers, KeyCalls> {
  let asked = someGroups();
  async function unlocked(typed: Unlocking): ReturnType<Handlers['keys.unlock']> {
    const opened = await unlock(typed);
    if (!opened.ok) return opened;
    desk.announceSession();
    return ok(desk.sessionView());
  }
  return {
    'keys.unlock': (typed) => unlocked(typed),
    'keys.unlockByCode': (typed) => unlocked(typed),
    'keys.showCode': () => Promise.resolve(desk.shownCode === null ? refusal('store-missing') : ok({ code: desk.shownCode, asked })),
    'keys.confirmCode': async ({ typed }) => {
      const open = desk.findOpen();
      const code = desk.shownCode;
      if (open === null || code === null) return refusal('store-missing');
      const wrong = asked.find((group, at) => !isGroupOf(code, group, typed[at] ?? ''));
      if (wrong !== undefined) return refusal('recovery-code-differs', { group: wrong });
      await markCodeKept(desk.config.dataDir, open.key, code);
      await tellOtherDesks(open.ports.store);
      desk.shownCode = null;
      await tell(open, desk.staff?.id ?? null, 'recoveryCode.kept');
      desk.announceSession();
      return ok(desk.sessionView());
    },
    'keys.reissueCode': (credential) => whenAllowed(desk, 'keys.reissueCode', async (at) => {
      const approver = await admitApprover(at, credential);
      if (!approver.ok) return approver;
      desk.shownCode = await reissueRecoveryCode(desk.config.dataDir, at.open.key, false);
      asked = someGroups();
      await tellOtherDesks(at.open.ports.store);
      await tell(at.open, approver.value, 'recoveryCode.reissued');
      desk.announceSession();
      return ok(desk.sessionView());
    }),
    'keys.changePassphrase': ({ approver: credential, passphrase }) => whenAllowed(desk, 'keys.changePassphrase', async (at) => {
      const approver = await admitApprover(at, credential);
      if (!approver.ok) return approver;
      const changed = await changePassphrase(desk.config.dataDir, at.open.key, passphrase);
      if (changed.ok) await tell(at.open, approver.value, 'passphrase.changed');
      return changed;
    }),
  };
}
