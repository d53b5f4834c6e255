import type { IdentityCheck } from './case-record';
import type { ShownDocument } from './identity-documents';
import type { IdentityDocumentRule } from './policy';
import type { Refusal } from './refusal';
import type { Actor } from './vocabulary';

/** Why another person has to consent to a paper: for its kind, for its missing chip, or for its age. */
export type ConsentWhy = 'kind' | 'chipNotRead' | 'expired';

/** What stands in for the resident's card is nobody's own to take: no policy lets a clerk do so alone. */
const ALWAYS_CONSENTED: readonly ShownDocument[] = ['temporaryId', 'policeCertificate'];

/** Why a paper wants an approver's consent, by its kind and by the site's policy. Empty when the clerk alone may take it. */
export function consentTo(document: ShownDocument, rule: IdentityDocumentRule | undefined, validity: IdentityCheck['validity']): readonly ConsentWhy[] {
  const whys: ConsentWhy[] = [];
  if (rule?.accepted === 'approver' || ALWAYS_CONSENTED.includes(document)) whys.push('kind');
  if (rule?.chip === 'required') whys.push('chipNotRead');
  if (validity === 'expired' && rule?.expired === 'approver') whys.push('expired');
  return whys;
}

/** Consent to an identity is an approver's, and never that of the person who asks for it. */
export function reasonAgainstConsent(consent: Pick<Actor, 'staffId' | 'roles'> | null, actor: Pick<Actor, 'staffId'>): Refusal | null {
  if (consent === null) return { code: 'consent-missing' };
  if (!consent.roles.includes('approver')) return { code: 'role-missing', params: { role: 'approver' } };
  return consent.staffId === actor.staffId ? { code: 'same-person' } : null;
}
