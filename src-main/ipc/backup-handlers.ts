import { join } from 'node:path';
import type { Credential } from '../../src-preload/contract/common';
import type { Desk } from '../app/desk';
import type { Machine } from '../app/machine';
import type { StoreRecovery } from '../app/store-restoring';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { readBackupPlan } from '../storage/backup/backup-place';
import type { Handlers } from './answer-call';
import { admitConsent } from './consent';
import { whenAllowed, whenAtWork, type AtWork } from './guard';

type BackupCalls = 'backup.get' | 'backup.choosePlace' | 'backup.schedule' | 'backup.run' | 'backup.bringBack' | 'backup.acceptGap' | 'recovery.find' | 'recovery.restore' | 'recovery.salvage';

/** Where backups go is the administrator's, or an approver's. */
function mayPlan({ actor }: AtWork): ReturnType<typeof refusal> | null {
  return actor.roles.some((role) => role === 'administrator' || role === 'approver') ? null : refusal('role-missing', { role: 'administrator' });
}

async function admitApprover(at: AtWork, credential: Credential): Promise<ReturnType<typeof refusal> | null> {
  const consent = await admitConsent(at, credential);
  if (!consent.ok) return { ok: false, error: consent.error };
  return consent.value?.roles.includes('approver') === true ? null : refusal('role-missing', { role: 'approver' });
}

export function backupHandlers(desk: Desk, machine: Machine, recovery: StoreRecovery): Pick<Handlers, BackupCalls> {
  const shown = async ({ open }: AtWork): ReturnType<Handlers['backup.get']> => ok(await open.keeper.view());
  return {
    'backup.get': () => whenAtWork(desk, shown),
    'backup.choosePlace': () => whenAllowed(desk, 'backup.choosePlace', async (at) => {
      const forbidden = mayPlan(at);
      if (forbidden !== null) return forbidden;
      const place = await machine.choosePackageFolder();
      if (place === null) return shown(at);
      const planned = await at.open.keeper.choosePlace({ ...(await readBackupPlan(desk.config.dataDir)), place }, at.actor.staffId);
      return planned.ok ? shown(at) : planned;
    }),
    'backup.schedule': (times) => whenAllowed(desk, 'backup.schedule', async (at) => {
      const forbidden = mayPlan(at);
      if (forbidden !== null) return forbidden;
      const planned = await at.open.keeper.choosePlace({ ...(await readBackupPlan(desk.config.dataDir)), ...times }, at.actor.staffId);
      return planned.ok ? shown(at) : planned;
    }),
    'backup.run': () => whenAtWork(desk, async (at) => {
      const written = await at.open.keeper.backUp(at.actor.staffId);
      return written.ok ? shown(at) : written;
    }),
    'backup.bringBack': (credential) => whenAllowed(desk, 'backup.bringBack', async (at) => {
      const forbidden = await admitApprover(at, credential);
      if (forbidden !== null) return forbidden;
      const brought = await at.open.keeper.bringBack(credential.staffId);
      desk.announceSession();
      return brought.ok ? ok({ seals: brought.value.seals.length, missing: brought.value.missing.length }) : brought;
    }),
    'backup.acceptGap': (credential) => whenAllowed(desk, 'backup.acceptGap', async (at) => {
      const forbidden = await admitApprover(at, credential);
      if (forbidden !== null) return forbidden;
      const accepted = await at.open.keeper.acceptGap(credential.staffId);
      desk.announceSession();
      return accepted;
    }),
    'recovery.find': async ({ choose }) => {
      if (choose === 'planned') return recovery.find(null);
      const chosen = choose === 'folder' ? await machine.choosePackageFolder() : await machine.choosePackageFile();
      return chosen === null ? ok([]) : recovery.find(chosen);
    },
    'recovery.restore': async (choice) => {
      const restored = await recovery.restore(choice);
      desk.announceSession();
      return restored;
    },
    'recovery.salvage': async ({ recoveryCode }) => {
      const folder = await machine.choosePackageFolder();
      if (folder === null) return refusal('save-cancelled');
      const out = join(folder, `countersign-salvage-${Date.now()}`);
      const salvaged = await recovery.salvage({ out, recoveryCode });
      return salvaged.ok ? ok({ ...salvaged.value, folder: out }) : salvaged;
    },
  };
}
