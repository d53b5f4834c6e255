import { refusal, type Refusal } from './refusal';
import type { Role, StoreKind } from './vocabulary';

/**
 * Why a person may not import a package, null when they may. What a live store holds decides who is served here and who
 * is withdrawn: that is the approver's or the administrator's. Practice is anybody's who works at the desk.
 */
export function reasonAgainstImport(kind: StoreKind, roles: readonly Role[]): Refusal | null {
  const mayChangeSite = roles.includes('approver') || roles.includes('administrator');
  return kind === 'training' || mayChangeSite ? null : refusal('role-missing', { role: 'approver' }).error;
}

/** Why a person may not export the results, null when they may. */
export function reasonAgainstExport(roles: readonly Role[]): Refusal | null {
  return roles.includes('approver') ? null : refusal('role-missing', { role: 'approver' }).error;
}
