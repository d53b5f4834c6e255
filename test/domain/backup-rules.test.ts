import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BACKUP_PLAN, backupStanding, backupsToDrop, isBackupDue, serverBackupStanding, workSince } from '../../src-main/domain/backup-rules';
import type { BackupFacts } from '../../src-main/domain/backup-rules';

const NOW = new Date('2026-03-05T12:00:00+08:00');
const PLAN = { ...DEFAULT_BACKUP_PLAN, place: '/media/usb' };
const dayOf = (time: string): string => time.slice(0, 10);

function backupAt(createdAt: string, seq = 10): BackupFacts {
  return { name: `${createdAt.replace(/[-:]/g, '')}-${seq}`, createdAt, head: { seq, hash: '0'.repeat(64) } };
}

function minutesAgo(minutes: number): string {
  return new Date(NOW.getTime() - minutes * 60_000).toISOString();
}

const WORK = workSince(['case.opened']);
const IDLE = workSince(['backup.written']);

describe('a backup is due', () => {
  test('when there is none yet, and never without a place', () => {
    expect(isBackupDue(PLAN, null, IDLE, NOW)).toBe(true);
    expect(isBackupDue(DEFAULT_BACKUP_PLAN, null, WORK, NOW)).toBe(false);
  });

  test('after the interval, and only when something was done since', () => {
    expect(isBackupDue(PLAN, backupAt(minutesAgo(59)), WORK, NOW)).toBe(false);
    expect(isBackupDue(PLAN, backupAt(minutesAgo(60)), WORK, NOW)).toBe(true);
    expect(isBackupDue(PLAN, backupAt(minutesAgo(600)), IDLE, NOW)).toBe(false);
  });

  test('at once after an import', () => {
    expect(isBackupDue(PLAN, backupAt(minutesAgo(1)), workSince(['backup.written', 'import.completed']), NOW)).toBe(true);
  });
});

describe('how backups stand', () => {
  test('is told in one word', () => {
    expect(backupStanding(DEFAULT_BACKUP_PLAN, false, null, WORK, NOW)).toBe('none');
    expect(backupStanding(PLAN, false, backupAt(minutesAgo(1)), WORK, NOW)).toBe('away');
    expect(backupStanding(PLAN, true, null, WORK, NOW)).toBe('never');
    expect(backupStanding(PLAN, true, backupAt(minutesAgo(121)), WORK, NOW)).toBe('stale');
    expect(backupStanding(PLAN, true, backupAt(minutesAgo(119)), WORK, NOW)).toBe('fresh');
    expect(backupStanding(PLAN, true, backupAt(minutesAgo(9_999)), IDLE, NOW), 'nothing was done since').toBe('fresh');
  });
});

const backups = fc.uniqueArray(fc.integer({ min: 0, max: 60 * 24 * 90 }), { minLength: 1, maxLength: 60 }).map((minutes) => minutes.map((m) => backupAt(minutesAgo(m))));

describe('old backups', () => {
  test('go, but the newest stays whatever the plan says', () => {
    fc.assert(fc.property(backups, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 }), (all, keepNewest, keepDays) => {
      const dropped = new Set(backupsToDrop({ keepNewest, keepDays }, all, dayOf).map(({ name }) => name));
      const newest = all.toSorted((a, b) => (a.name < b.name ? 1 : -1));
      expect(dropped.has(newest[0]?.name ?? '')).toBe(false);
      for (const { name } of newest.slice(0, keepNewest)) expect(dropped.has(name)).toBe(false);
    }));
  });

  test('leave the last of each of the newest days', () => {
    fc.assert(fc.property(backups, fc.integer({ min: 1, max: 40 }), (all, keepDays) => {
      const dropped = new Set(backupsToDrop({ keepNewest: 1, keepDays }, all, dayOf).map(({ name }) => name));
      const days = [...new Set(all.map(({ createdAt }) => dayOf(createdAt)))].toSorted().toReversed().slice(0, keepDays);
      for (const day of days) {
        const last = all.filter(({ createdAt }) => dayOf(createdAt) === day).toSorted((a, b) => (a.name < b.name ? 1 : -1))[0];
        expect(dropped.has(last?.name ?? '')).toBe(false);
      }
      expect(all.length - dropped.size).toBeLessThanOrEqual(keepDays + 1);
    }));
  });
});

describe('a server’s backup', () => {
  const hoursAgo = (hours: number): string => minutesAgo(hours * 60);
  const standing = (marked: string | null, lastEvent = minutesAgo(1)): string => serverBackupStanding(marked, lastEvent, NOW);

  test('is missing until its job leaves a mark', () => {
    expect(standing(null)).toBe('missing');
  });

  test('is fresh for a day and the time it takes, and old after that, unless nothing was done since', () => {
    expect([standing(hoursAgo(0)), standing(hoursAgo(26)), standing(hoursAgo(26.01))]).toEqual(['fresh', 'fresh', 'old']);
    expect([standing(hoursAgo(200), hoursAgo(201)), standing(hoursAgo(200), hoursAgo(199))]).toEqual(['fresh', 'old']);
  });

  test('says nothing when its mark lies in the future or is none', () => {
    expect([standing(hoursAgo(-1)), standing('yesterday'), standing(minutesAgo(-4))]).toEqual(['ahead', 'ahead', 'fresh']);
  });
});
