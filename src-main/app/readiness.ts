import type { BackupView } from '../../src-preload/contract/backup';
import type { ReadinessCheck } from '../../src-preload/contract/session';
import { serverBackupStanding, type ServerBackupStanding } from '../domain/backup-rules';
import { formatTime } from '../domain/local-time';
import { isDeskOpen } from '../domain/schedule';
import type { Desk, OpenDesk } from './desk';
import type { Machine } from './machine';

const GIB = 1024 ** 3;
/** Below this a day's captures and papers may not fit. */
const LEAST_FREE_GIB = 2;

function check(id: ReadinessCheck['id'], state: ReadinessCheck['state'], detail: string, params: ReadinessCheck['params'] = {}): ReadinessCheck {
  return { id, state, detail, params };
}

function readerCheck(open: OpenDesk): ReadinessCheck {
  const { state } = open.reader.status();
  if (open.trainingReader !== null) return check('reader', 'attention', 'simulated');
  if (state === 'absent') return check('reader', 'attention', 'absent');
  return state === 'faulty' || state === 'connecting' ? check('reader', 'fault', state) : check('reader', 'ok', 'ready');
}

async function scheduleChecks(open: OpenDesk): Promise<readonly ReadinessCheck[]> {
  const current = await open.ports.store.findCurrentPolicy();
  if (current === null) return [check('policy', 'attention', 'missing'), check('schedule', 'attention', 'missing')];
  const { policy, digest } = current;
  const schedule = policy.schedule.length === 0
    ? check('schedule', 'attention', 'empty')
    : isDeskOpen(policy, open.ports.clock.now()) ? check('schedule', 'ok', 'open') : check('schedule', 'attention', 'closed');
  return [check('policy', 'ok', 'adopted', { digest: digest.slice(0, 12) }), schedule];
}

async function diskCheck(desk: Desk, machine: Machine): Promise<ReadinessCheck> {
  const free = Math.floor((await machine.freeBytes(desk.config.dataDir)) / GIB);
  return check('diskSpace', free >= LEAST_FREE_GIB ? 'ok' : 'fault', free >= LEAST_FREE_GIB ? 'enough' : 'low', { gib: free });
}

function siteKeyCheck(open: OpenDesk): ReadinessCheck {
  const { siteKeyFingerprint: fingerprint, holdsSiteKey } = open.ports.keys;
  return fingerprint === null ? check('siteKey', 'attention', 'elsewhere') : check('siteKey', 'ok', holdsSiteKey ? 'present' : 'accepted', { fingerprint });
}

const BACKUP_STATES: Readonly<Record<BackupView['state'], ReadinessCheck['state']>> = { none: 'attention', away: 'fault', never: 'attention', stale: 'fault', fresh: 'ok' };

/** What is wrong with the place itself, told as exactly as the backup panel does. */
const TOLD_TROUBLES: Readonly<Record<string, 'full' | 'hangs'>> = { 'backup-place-full': 'full', 'backup-place-hangs': 'hangs' };

/** Events that the mirror may be behind while it is catching up. */
const MIRROR_LAG = 50;

function mirrorCheck({ place, trouble, mirroredSeq, headSeq }: BackupView): ReadinessCheck {
  if (place === null) return check('mirror', 'attention', 'none');
  if (trouble !== null) return check('mirror', 'fault', 'waiting', { pending: headSeq - (mirroredSeq ?? 0) });
  const isUp = mirroredSeq !== null && headSeq - mirroredSeq < MIRROR_LAG;
  return isUp ? check('mirror', 'ok', 'current', { seq: mirroredSeq }) : check('mirror', 'attention', 'catchingUp', { pending: headSeq - (mirroredSeq ?? 0) });
}

/** More would be a list, not a line: `store check` names all. */
const REGISTRATIONS_NAMED = 8;

function wholeCheck({ check: found }: BackupView): ReadinessCheck {
  if (found === null) return check('wholeCheck', 'ok', 'underWay');
  const { events, seals, blobs, faults, lost, lostOf, broughtBack } = found;
  if (faults > lost) return check('wholeCheck', 'fault', 'faults', { count: faults });
  if (lost > 0) return check('wholeCheck', 'fault', 'lost', { count: lost, registrations: lostOf.slice(0, REGISTRATIONS_NAMED).join(', ') });
  if (broughtBack > 0) return check('wholeCheck', 'attention', 'broughtBack', { count: broughtBack });
  return check('wholeCheck', 'ok', 'sound', { events, seals, blobs });
}

async function backupChecks(open: OpenDesk): Promise<readonly ReadinessCheck[]> {
  const view = await open.keeper.view();
  const sameDisk = view.state === 'fresh' && !view.onOwnDisk;
  const { place, lastAt } = view;
  const trouble = TOLD_TROUBLES[view.trouble?.code ?? ''];
  const detail = trouble ?? (sameDisk ? 'sameDisk' : view.state);
  const state = trouble !== undefined ? 'fault' : sameDisk ? 'attention' : BACKUP_STATES[view.state];
  return [check('backup', state, detail, { place: place ?? '', at: (lastAt ?? '').slice(0, 16).replace('T', ' ') }), mirrorCheck(view), wholeCheck(view)];
}

const SERVER_BACKUP_STATES: Readonly<Record<ServerBackupStanding, ReadinessCheck['state']>> = { missing: 'attention', ahead: 'fault', old: 'fault', fresh: 'ok' };

/** A site's server is backed up by its own tools; the desk sees the mark that they leave. */
async function serverBackupCheck({ ports: { store, clock }, timeZone }: OpenDesk, headSeq: number): Promise<ReadinessCheck> {
  const began = await store.findServerBackup();
  const [last] = await store.listEvents({ fromSeq: headSeq, limit: 1 });
  const standing = serverBackupStanding(began, last?.at ?? '', clock.now());
  const at = began === null ? '' : formatTime(new Date(began), timeZone).slice(0, 16).replace('T', ' ');
  return check('serverBackup', SERVER_BACKUP_STATES[standing], standing, { at });
}

/** What must be right before the first candidate comes, one line each: green, or what to do. */
export async function readinessChecks(desk: Desk, machine: Machine): Promise<readonly ReadinessCheck[]> {
  const open = desk.findOpen();
  if (open === null) return [check('store', 'fault', 'missing')];
  const head = await open.ports.store.getAuditHead();
  return [
    check('store', 'ok', open.facts.kind, { folder: desk.config.dataDir }),
    check('runtime', desk.config.trial ? 'attention' : 'ok', desk.config.trial ? 'trial' : 'current', { version: desk.config.version }),
    ...(await scheduleChecks(open)),
    readerCheck(open),
    siteKeyCheck(open),
    await diskCheck(desk, machine),
    check('chineseFont', desk.chineseFontMissing ? 'attention' : 'ok', desk.chineseFontMissing ? 'missing' : 'present'),
    check('candidateWindow', machine.isSingleDisplay() ? 'attention' : 'ok', machine.isSingleDisplay() ? 'singleDisplay' : 'secondDisplay'),
    (await machine.hasPrinter()) ? check('printer', 'ok', 'present') : check('printer', 'attention', 'missing'),
    ...(desk.config.databaseUrl === null ? await backupChecks(open) : [await serverBackupCheck(open, head.seq)]),
    check('auditChain', 'ok', 'head', { seq: head.seq, hash: head.hash.slice(0, 12) }),
  ];
}
