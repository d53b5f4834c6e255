import { dirname } from 'node:path';
import type { FoundBackup } from '../../src-preload/contract/backup';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import { findBackupsUnder, readBackupPlan } from '../storage/backup/backup-place';
import { readBackupFacts } from '../storage/backup/backup-form';
import { openBackupSource } from '../storage/backup/backup-source';
import { parseManifest } from '../storage/backup/backup-form';
import { openDeskKeys } from '../storage/desk-keys';
import { readSlots } from '../storage/keys/slot-files';
import { openByRecoveryCode } from '../storage/keys/slot-secrets';
import { restoreStore, type RestoreSummary } from '../workflows/restore-store';
import { salvageStore, type SalvageSummary } from '../workflows/salvage-store';
import { slotRefusal } from '../workflows/store-keys';
import type { Outcome } from '../workflows/ports';
import type { Desk } from './desk';
import { machineHighWater } from './high-water-keeper';
import type { Surroundings } from './open-desk';
import { openExistingStore } from './store-opening';
import { UnlockGate } from './unlock-gate';

export interface RestoreChoice {
  path: string;
  recoveryCode: string;
  newPassphrase: string | null;
}

/** What a desk without an open store offers: its backups, and what can still be brought out of a damaged store. */
export interface StoreRecovery {
  /** Backups of the planned place, or of a folder or file that a person chose. */
  find(chosen: string | null): Promise<Outcome<readonly FoundBackup[]>>;
  restore(choice: RestoreChoice): Promise<Outcome<Omit<RestoreSummary, 'key' | 'storeId' | 'head'>>>;
  salvage(input: { out: string; recoveryCode: string }): Promise<Outcome<SalvageSummary>>;
}

async function backupsAt(chosen: string): Promise<Outcome<readonly FoundBackup[]>> {
  const under = [...(await findBackupsUnder(chosen)), ...(await findBackupsUnder(dirname(chosen)))];
  if (under.length > 0) return ok(under.map(({ dir, facts }) => ({ path: dir, createdAt: facts.createdAt, seq: facts.head.seq })));
  const folder = await readBackupFacts(chosen);
  if (folder !== null) return ok([{ path: chosen, createdAt: folder.createdAt, seq: folder.head.seq }]);
  const source = await openBackupSource(chosen);
  if (!source.ok) return source.error.code === 'backup-missing' ? ok([]) : refusal('backup-damaged', { detail: source.error.detail });
  const text = await source.value.manifestText().catch(() => null).finally(() => source.value.close());
  const facts = text === null ? null : parseManifest(text)?.manifest;
  return ok(facts == null ? [] : [{ path: chosen, createdAt: facts.createdAt, seq: facts.head.seq }]);
}

/** Only while no store is open; the code is tried slowly. Backups that were not listed here are not restored. */
export function storeRecovery(desk: Desk, around: Surroundings): StoreRecovery {
  const gate = new UnlockGate(around.clock);
  const listed = new Set<string>();
  const options = desk.config.sqliteBinding === null ? {} : { nativeBinding: desk.config.sqliteBinding };
  const whenClosed = <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => gate.inTurn(async () => {
    if (desk.findOpen() !== null) return refusal('store-exists');
    const seconds = gate.secondsLeft();
    if (seconds > 0) return refusal('unlock-too-soon', { seconds });
    const done = await work();
    if (done.ok) gate.succeed();
    else if (done.error.code === 'recovery-code-wrong') gate.fail();
    return done;
  });
  return {
    async find(chosen) {
      const place = chosen ?? (await readBackupPlan(desk.config.dataDir)).place;
      const found = place === null ? ok([]) : await backupsAt(place);
      for (const { path } of found.ok ? found.value : []) listed.add(path);
      return found;
    },
    restore: ({ path, recoveryCode, newPassphrase }) => whenClosed(async () => {
      if (!listed.has(path)) return refusal('backup-missing', { path });
      const machine = { keyStore: desk.keyStore, passphrase: newPassphrase };
      const restored = await restoreStore({ path, dataDir: desk.config.dataDir, recoveryCode, machine, insteadOfDamaged: desk.state.phase === 'trouble', options, clock: around.clock });
      if (!restored.ok) return restored;
      const { key, storeId, head, ...summary } = restored.value;
      key.forget();
      // Restoring by the code is a decision: what only this machine had seen beyond the backup and its mirror is given up by it.
      await machineHighWater(around.marksDir, desk.keyStore).keep({ storeId, ...head });
      await openExistingStore(desk, around);
      return ok(summary);
    }),
    salvage: ({ out, recoveryCode }) => whenClosed(async () => {
      const { dataDir } = desk.config;
      const slots = await readSlots(dataDir);
      if (!slots.ok) return refusal('store-keys-missing', { dir: dataDir });
      const key = await openByRecoveryCode(slots.value, recoveryCode);
      if (!key.ok) return slotRefusal(key.error);
      const keys = await openDeskKeys(dataDir, key.value);
      const salvaged = await salvageStore({ dataDir, access: { ...options, key: key.value }, out, ownKeyPem: keys.ok ? keys.value.deskPublicPem : null });
      key.value.forget();
      return salvaged;
    }),
  };
}
