import type { Role } from '../../../../src-preload/contract/common';
import type { StaffView } from '../../../../src-preload/contract/session';
import { useDeskQuery } from '../../../app/desk-client';

/**
 * Who may consent here: active people with the role, but neither the person who is signed in nor those named.
 * Nobody is offered the approval of what they asked for; main refuses it all the same.
 */
export function useOthers(role: Role, except: readonly string[] = []): readonly StaffView[] {
  const staff = useDeskQuery('staff.list', {}).data ?? [];
  const signedIn = useDeskQuery('session.get', {}).data?.staff?.id;
  return staff.filter((person) => person.active && person.roles.includes(role) && person.id !== signedIn && !except.includes(person.id));
}
