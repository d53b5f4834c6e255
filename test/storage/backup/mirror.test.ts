import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../src-main/domain/result';
import { bringBack } from '../../../src-main/storage/backup/bring-back';
import { highWaterFile } from '../../../src-main/storage/backup/high-water-file';
import { readStanding } from '../../../src-main/storage/backup/mirror';
import { listEntries } from '../../../src-main/storage/backup/mirror-form';
import { materialFilesIn } from '../../../src-main/storage/backup/store-access';
import { checkWhole } from '../../../src-main/storage/whole-check';
import { connectTo } from '../../../src-main/storage/connection';
import { AT_ONCE, withBackupDesk } from '../../support/backup-desk';
import type { BackupDesk } from '../../support/backup-desk';
import { AT_DESK, digestNamed, signCaseOf } from '../../support/stored-cases';
import { TRAINING_FACTS } from '../../support/temporary-store';

const { storeId } = TRAINING_FACTS;

async function sign(desk: BackupDesk, no: string): Promise<void> {
  const files = materialFilesIn(desk.dir, desk.access);
  await files.publish([(await files.stage(Buffer.from(`picture ${no}`))).sha256]);
  const done = await desk.store.inTransaction<null, never>(async (tx) => {
    await signCaseOf(tx, no);
    return ok(null);
  });
  if (!done.ok) throw new Error(done.error.code);
}

/** The data folder as it is now, put aside, and put back later in place of what there is then: a disk's old copy. */
async function keepAside(desk: BackupDesk): Promise<() => Promise<void>> {
  const copy = `${desk.dir}-copy`;
  await desk.reopen();
  cpSync(desk.dir, copy, { recursive: true });
  return async () => {
    await desk.store.close();
    rmSync(desk.dir, { recursive: true });
    cpSync(copy, desk.dir, { recursive: true });
    await desk.reopen();
  };
}

async function standing(desk: BackupDesk): Promise<unknown> {
  const place = await desk.place();
  return readStanding(desk.dir, desk.access, [await highWaterFile(place.dir).find(storeId)], place);
}

async function isSound(desk: BackupDesk): Promise<unknown> {
  const reading = connectTo(join(desk.dir, 'countersign.db'), 'read', desk.access);
  return checkWhole(reading.db, { files: materialFilesIn(desk.dir, desk.access), isRead: () => true, pace: AT_ONCE }).finally(() => reading.close());
}

async function bring(desk: BackupDesk): ReturnType<typeof bringBack> {
  const brought = await bringBack({ dataDir: desk.dir, storeDir: (await desk.place()).dir, access: desk.access }, AT_DESK, null);
  await desk.reopen();
  return brought;
}

describe('the mirror', () => {
  test('follows the chain, goes on where it was left, and says how far it is', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      expect(await desk.mirror()).toBe(2);
      expect(await desk.mirror(), 'nothing new').toBe(2);
      await desk.signedCase(2);
      expect(await desk.mirror()).toBe(3);
      expect((await listEntries((await desk.place()).dir)).map(({ from, to }) => [from, to])).toEqual([[1, 2], [3, 3]]);
      expect(await highWaterFile((await desk.place()).dir).find(storeId)).toEqual({ storeId, ...(await desk.store.getAuditHead()) });
    });
  });

  test('begins after the newest backup', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      await desk.backUp();
      await desk.signedCase(2);
      await desk.mirror();
      expect((await listEntries((await desk.place()).dir)).map(({ from, to }) => [from, to])).toEqual([[3, 3]]);
    });
  });

  test('holds nothing in clear', async () => {
    await withBackupDesk(async (desk) => {
      const no = await desk.signedCase(1);
      await desk.mirror();
      const folder = join((await desk.place()).dir, 'mirror');
      for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(no)).toBe(false);
    });
  });
});

describe('a store that is behind', () => {
  test('is known by the marks that were kept of it, and is current again when the seals are back', async () => {
    await withBackupDesk(async (desk) => {
      await desk.backUp();
      const no = await desk.readyCase(1);
      const putBack = await keepAside(desk);
      await sign(desk, no);
      const before = { record: await desk.store.findCase(no), head: await desk.store.getAuditHead() };
      await desk.mirror();
      expect(await standing(desk)).toEqual({ standing: 'current' });
      await putBack();
      expect(await standing(desk)).toEqual({ standing: 'behind', head: 1, seen: before.head });
      expect(await bring(desk)).toEqual(ok({ from: 1, to: 2, seals: [no], missing: [] }));
      expect(await desk.store.findCase(no)).toEqual(before.record);
      expect(await standing(desk)).toEqual({ standing: 'current' });
      expect(await isSound(desk)).toMatchObject({ seals: 1, faults: [] });
      expect((await desk.store.listCases({ text: '', states: [], offset: 0, limit: 10 })).rows.map(({ state }) => state), 'and the list tells it').toEqual(['signed']);
      const [gap] = await desk.store.listEvents({ fromSeq: 3, limit: 1 });
      expect(gap).toMatchObject({ kind: 'seals.broughtBack', payload: { from: 2, to: 2, seals: 1, missing: 0, seen: 2 } });
    });
  });

  test('gets back also cases that it never knew, with people and policies beside them', async () => {
    await withBackupDesk(async (desk) => {
      const putBack = await keepAside(desk);
      const numbers = [await desk.signedCase(1), await desk.signedCase(2)];
      await desk.store.inTransaction(async (tx) => {
        await tx.addStaff({ id: 'late', name: '测试新人', roles: ['reviewer'], active: true, pinHash: 'none' }, AT_DESK.at);
        return ok(await tx.append(AT_DESK, { kind: 'staff.added', registrationNo: null, payload: { staffId: 'late' } }));
      });
      const told = ['desk.keyAccepted', 'policy.adopted', 'import.completed'] as const;
      for (const kind of told) await desk.store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind, registrationNo: null, payload: {} })));
      await desk.mirror();
      await putBack();
      expect(await bring(desk)).toMatchObject({ ok: true, value: { seals: numbers } });
      expect((await desk.store.listStaff()).map(({ id }) => id)).toEqual(['late']);
      expect(await isSound(desk)).toMatchObject({ seals: 2, blobs: 8, faults: [] });
    });
  });

  test('stays closed when its site was closed since', async () => {
    await withBackupDesk(async (desk) => {
      await desk.signedCase(1);
      await desk.mirror();
      const putBack = await keepAside(desk);
      await desk.store.inTransaction(async (tx) => {
        await tx.closeSite({ at: AT_DESK.at, by: 'approver-1' });
        return ok(await tx.append(AT_DESK, { kind: 'site.closed', registrationNo: null, payload: { by: 'approver-1' } }));
      });
      await desk.mirror();
      await putBack();
      expect(await desk.store.findSiteClosing()).toBeNull();
      expect(await bring(desk)).toMatchObject({ ok: true });
      expect(await desk.store.findSiteClosing()).toEqual({ at: AT_DESK.at, by: 'approver-1' });
    });
  });

  test('can be brought up twice, which changes nothing the second time', async () => {
    await withBackupDesk(async (desk) => {
      const putBack = await keepAside(desk);
      await desk.signedCase(1);
      await desk.store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'import.completed', registrationNo: null, payload: {} })));
      for (const kind of ['policy.adopted', 'desk.keyAccepted'] as const) await desk.store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind, registrationNo: null, payload: {} })));
      await desk.mirror();
      await putBack();
      expect((await bring(desk)).ok).toBe(true);
      const head = await desk.store.getAuditHead();
      expect(await bring(desk)).toEqual(ok({ from: head.seq, to: head.seq, seals: [], missing: [] }));
      expect(await desk.store.getAuditHead()).toEqual(head);
    });
  });

  test('takes nothing from a mirror that was changed', async () => {
    await withBackupDesk(async (desk) => {
      const no = await desk.readyCase(1);
      const putBack = await keepAside(desk);
      await sign(desk, no);
      await desk.mirror();
      await putBack();
      const folder = join((await desk.place()).dir, 'mirror');
      const [name] = readdirSync(folder);
      const bytes = readFileSync(join(folder, name ?? ''));
      bytes[200] = (bytes[200] ?? 0) ^ 1;
      writeFileSync(join(folder, name ?? ''), bytes);
      expect(await bring(desk)).toMatchObject({ ok: false, error: { code: 'mirror-damaged' } });
      expect((await desk.store.findCase(no))?.state).toBe('readyToSign');
    });
  });

  test('gets its seals back also when bytes are nowhere any more, and says which', async () => {
    await withBackupDesk(async (desk) => {
      const putBack = await keepAside(desk);
      const no = await desk.signedCase(1);
      for (const kind of ['policy.adopted', 'desk.keyAccepted', 'import.completed'] as const) await desk.store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind, registrationNo: null, payload: {} })));
      await desk.mirror();
      await putBack();
      rmSync(join((await desk.place()).dir, 'blobs'), { recursive: true });
      const brought = await bring(desk);
      expect(brought).toMatchObject({ ok: true, value: { seals: [no] } });
      expect(brought.ok && [...brought.value.missing].toSorted()).toEqual(['photo', 'image', 'evidence', 'picture'].map((what) => digestNamed(`${what} ${no}`)).toSorted());
      expect(await isSound(desk)).toMatchObject({ seals: 1, faults: [{ code: 'blob-missing' }, { code: 'blob-missing' }, { code: 'blob-missing' }, { code: 'blob-missing' }] });
    });
  });

  test('says so when a stretch of the mirror is missing', async () => {
    await withBackupDesk(async (desk) => {
      const putBack = await keepAside(desk);
      await desk.signedCase(1);
      await desk.mirror();
      await desk.signedCase(2);
      await desk.mirror();
      const place = await desk.place();
      const [first] = await listEntries(place.dir);
      rmSync(join(place.dir, 'mirror', first?.name ?? ''));
      await putBack();
      expect(await bring(desk)).toEqual({ ok: false, error: { code: 'mirror-missing', from: 2 } });
    });
  });
});

describe('a copy that was worked on beside the store', () => {
  test('has diverged: its chain is not the one that was seen', async () => {
    await withBackupDesk(async (desk) => {
      const putBack = await keepAside(desk);
      await desk.signedCase(1);
      const seen = await desk.store.getAuditHead();
      await desk.mirror();
      await putBack();
      for (let i = 0; i < 2; i += 1) await desk.store.inTransaction(async (tx) => ok(await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: null, payload: {} })));
      expect(await standing(desk)).toEqual({ standing: 'diverged', seen });
    });
  });
});
