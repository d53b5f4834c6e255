import type { BackupView } from '../../src-preload/contract/backup';
import { checkCredential, no, ok, type Handlers, type MockState } from './mock-desk-state';

export const MOCK_BACKUP: BackupView = {
  place: '/media/backup', everyMinutes: 60, keepNewest: 5, keepDays: 30, state: 'fresh', isRunning: false, onOwnDisk: true, lastAt: '2026-03-02T11:40:00+08:00', lastSeq: 240,
  headSeq: 251, mirroredSeq: 251, trouble: null, check: { events: 240, seals: 12, blobs: 310, faults: 0, lost: 0, lostOf: [], broughtBack: 0 },
};
export const MOCK_FOUND = [{ path: '/media/backup/countersign-x/backups/20260302T034000Z-240', createdAt: '2026-03-02T11:40:00+08:00', seq: 240 }];

/** Backups, and what is offered for a store that is not open. */
export function backupHandlers(state: MockState): Handlers<'backup' | 'recovery'> {
  let view: BackupView = { ...MOCK_BACKUP, place: null, state: 'none', lastAt: null, lastSeq: null, mirroredSeq: null };
  return {
    'backup.get': () => ok(view),
    'backup.choosePlace': () => {
      view = { ...MOCK_BACKUP, state: 'never', lastAt: null, lastSeq: null };
      return ok(view);
    },
    'backup.schedule': (times) => {
      view = { ...view, ...times };
      return ok(view);
    },
    'backup.run': () => {
      if (view.place === null) return no('backup-place-missing');
      view = MOCK_BACKUP;
      return ok(view);
    },
    'backup.bringBack': (credential) => {
      const person = checkCredential(state, credential);
      if (!person.ok) return person;
      state.session = { ...state.session, behind: null };
      state.push('session.changed', state.session);
      return ok({ seals: 2, missing: 0 });
    },
    'backup.acceptGap': (credential) => {
      const person = checkCredential(state, credential);
      if (!person.ok) return person;
      state.session = { ...state.session, behind: null };
      state.push('session.changed', state.session);
      return ok(null);
    },
    'recovery.find': () => ok(MOCK_FOUND),
    'recovery.restore': ({ recoveryCode }) => {
      if (recoveryCode.length < 30) return no('recovery-code-length', { characters: recoveryCode.length });
      state.session = { ...state.session, phase: 'signedOut', trouble: null };
      state.push('session.changed', state.session);
      return ok({ createdAt: MOCK_FOUND[0]?.createdAt ?? '', seq: 240, seals: 12, broughtBack: 1, mirrorTrouble: null });
    },
    'recovery.salvage': () => ok({ folder: '/media/backup/countersign-salvage', seals: 11, complete: 10, lost: ['20269901000007'], events: 240 }),
  };
}
