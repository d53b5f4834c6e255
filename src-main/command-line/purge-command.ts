import type { ExportProof } from '../domain/purge-rules';
import { refusal, type Refusal } from '../domain/refusal';
import { ok } from '../domain/result';
import { openPlace, readBackupPlan } from '../storage/backup/backup-place';
import { takeFolderLock } from '../storage/folder-lock';
import { destroyStore, isPurgeUnderWay } from '../storage/purge/destroy-store';
import { findPurgeRecord, writePurgeRecord, type PurgeRecord } from '../storage/purge/purge-record';
import type { StaffAccount, Store } from '../storage/store';
import { PinGate } from '../workflows/people';
import type { Clock, DeskPorts, Outcome } from '../workflows/ports';
import { admitExport, admitTwo, findPurgeObstacle, tellPurge } from '../workflows/purge-store';
import { localTime, tellLog } from '../workflows/tell-log';
import type { CommandPlace } from './command-place';
import { refusalText } from './refusal-text';
import { withCurrentStore } from './store-commands';
import { withPorts } from './store-ports';
import { EXIT, type Terminal } from './terminal';

export interface PurgeOptions {
  export?: string;
  json: boolean;
}

/** A terminal at which somebody sits. */
type Attended = Terminal & Required<Pick<Terminal, 'ask'>>;

const WORD = 'DESTROY';

function failed(error: Refusal, terminal: Terminal): number {
  terminal.tell(refusalText(error));
  return EXIT.refused;
}

/** Somebody at the terminal, by name and PIN; a wrong PIN stands in the log. */
async function admitPerson(ports: DeskPorts, gate: PinGate, role: string, terminal: Attended): Promise<Outcome<StaffAccount>> {
  const name = await terminal.ask(`${role}: `);
  const account = (await ports.store.listStaff()).find((person) => person.name === name.trim() && person.active);
  if (account === undefined) return refusal('unknown-person', { name });
  const admitted = await gate.admit({ staffId: account.id, pin: (await terminal.askSecret('PIN: ')) ?? '' });
  if (!admitted.ok) await tellLog(ports, { deskId: (await ports.store.getFacts()).deskId, staffId: account.id }, { kind: 'staff.signInFailed', registrationNo: null, payload: { code: admitted.error.code } });
  return admitted;
}

async function admitBoth(ports: DeskPorts, terminal: Attended): Promise<Outcome<[StaffAccount, StaffAccount]>> {
  const gate = new PinGate(ports);
  const first = await admitPerson(ports, gate, '管理员姓名 Name of the administrator', terminal);
  if (!first.ok) return first;
  const second = await admitPerson(ports, gate, '另一人姓名（审批人或管理员） Name of another person, approver or administrator', terminal);
  if (!second.ok) return second;
  const trouble = admitTwo(first.value, second.value);
  return trouble === null ? ok([first.value, second.value]) : refusal(trouble.code, trouble.params);
}

/** The place must be there: backups that stay behind are the store. */
async function findPlaceDir(place: CommandPlace, storeId: string): Promise<Outcome<string | null>> {
  const plan = await readBackupPlan(place.dataDir);
  if (plan.place === null) return ok(null);
  const opened = await openPlace(place.dataDir, plan, storeId);
  return opened.ok ? ok(opened.value.dir) : refusal('backup-place-away', { place: plan.place });
}

function summary(record: PurgeRecord, dataDir: string): string {
  const there = record.placeDir === null ? '' : `\n  ${record.placeDir}`;
  return `将永久销毁 This destroys for good:\n  ${dataDir}${there}\n  ${record.seals} 份封存 seals, ${record.head.seq} 条记录 events\n导出 Export: SHA-256 ${record.exportSha256}\n另存的备份文件不在其中，请自行销毁。Backup files elsewhere are not among it: destroy them yourselves.`;
}

async function recordOf(ports: DeskPorts, place: CommandPlace, proof: ExportProof, people: readonly StaffAccount[]): Promise<Outcome<PurgeRecord>> {
  const { storeId, deskId } = await ports.store.getFacts();
  const placeDir = await findPlaceDir(place, storeId);
  if (!placeDir.ok) return placeDir;
  const head = await ports.store.getAuditHead();
  return ok({ storeId, deskId, begunAt: await localTime(ports), endedAt: null, exportSha256: proof.sha256, seals: proof.seals.size, head: { seq: head.seq, hash: head.hash }, by: people.map(({ id }) => id), placeDir: placeDir.value });
}

/** Everything that must hold before the first key goes, in the order in which it is asked. */
async function agree(ports: DeskPorts, place: CommandPlace, options: PurgeOptions, terminal: Attended): Promise<Outcome<PurgeRecord>> {
  const tooEarly = await findPurgeObstacle(ports);
  if (tooEarly !== null) return refusal(tooEarly.code, tooEarly.params);
  const file = options.export ?? await terminal.ask('结果数据包文件 Result package file: ');
  const proof = await admitExport(ports, file.trim());
  if (!proof.ok) return proof;
  const people = await admitBoth(ports, terminal);
  if (!people.ok) return people;
  const record = await recordOf(ports, place, proof.value, people.value);
  if (!record.ok) return record;
  terminal.tell(summary(record.value, place.dataDir));
  if ((await terminal.ask(`输入 ${WORD} 确认 Type ${WORD} to go on: `)) !== WORD) return refusal('purge-not-confirmed');
  await tellPurge(ports, proof.value, people.value);
  return record;
}

async function destroy(place: CommandPlace, record: PurgeRecord, options: PurgeOptions, terminal: Terminal, clock: Clock): Promise<number> {
  const lock = takeFolderLock(place.dataDir, place.sqliteBinding ?? undefined);
  if (!lock.ok) return failed(refusal(lock.error.code, { dir: place.dataDir }).error, terminal);
  try {
    await destroyStore(place.dataDir, record);
    const ended = { ...record, endedAt: clock.now().toISOString() };
    await writePurgeRecord(place.dataDir, ended);
    terminal.print(options.json ? JSON.stringify({ purged: ended.storeId, seals: ended.seals, exportSha256: ended.exportSha256, endedAt: ended.endedAt }) : `已销毁 destroyed: ${ended.storeId}, ${ended.seals} seals, export ${ended.exportSha256}`);
    return EXIT.done;
  } finally {
    lock.value.release();
  }
}

/** The recovery code is typed, too: what an environment or a file gives counts for nobody at the terminal. */
async function agreedRecord(place: CommandPlace, options: PurgeOptions, terminal: Attended, clock: Clock): Promise<PurgeRecord | number> {
  let agreed: PurgeRecord | null = null;
  const status = await withCurrentStore({ ...place, recoveryCode: null, keyFile: null }, terminal, async (store: Store, _key, work) => {
    const done = await withPorts(store, work, (ports) => agree({ ...ports, clock }, work, options, terminal));
    if (!done.ok) return failed(done.error, terminal);
    agreed = done.value;
    await writePurgeRecord(place.dataDir, done.value);
    return EXIT.done;
  });
  return agreed ?? status;
}

/**
 * `purge --older-than-policy`: destroys the whole store here and in its backup place, keys first. Only for two people at a
 * terminal who type the recovery code and their PINs, after the policy's retention, and with an export that holds every seal.
 */
export async function purgeCommand(place: CommandPlace, options: PurgeOptions, terminal: Terminal, clock: Clock = { now: () => new Date() }): Promise<number> {
  const { ask } = terminal;
  if (ask === undefined) return failed(refusal('purge-unattended').error, terminal);
  if (place.databaseUrl !== null) return failed(refusal('purge-on-server').error, terminal);
  const begun = await findPurgeRecord(place.dataDir);
  if (begun !== null && await isPurgeUnderWay(place.dataDir, begun)) {
    terminal.tell(summary(begun, place.dataDir));
    return destroy(place, begun, options, terminal, clock);
  }
  const record = await agreedRecord(place, options, { ...terminal, ask }, clock);
  return typeof record === 'number' ? record : destroy(place, record, options, terminal, clock);
}
