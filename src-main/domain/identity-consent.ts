import type { Refusal } from './refusal';
import type { Actor } from './vocabulary';

/** Consent to an identity is an approver's, and never that of the person who asks for it. */
export function reasonAgainstConsent(consent: Pick<Actor, 'staffId' | 'roles'> | null, actor: Pick<Actor, 'staffId'>): Refusal | null {
  if (consent === null) return { code: 'consent-missing' };
  if (!consent.roles.includes('approver')) return { code: 'role-missing', params: { role: 'approver' } };
  return consent.staffId === actor.staffId ? { code: 'same-person' } : null;
}
