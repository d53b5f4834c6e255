import type { Credential, DeskReply } from '../../src-preload/contract/common';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Consent } from '../workflows/claim-case';
import { tellLog } from '../workflows/tell-log';
import type { AtWork } from './guard';

/** The log is told of every PIN that was wrong, whoever typed it. */
export async function tellFailedSignIn(open: AtWork['open'], staffId: string, code: string): Promise<void> {
  const known = (await open.ports.store.listStaff()).some((account) => account.id === staffId);
  await tellLog(open.ports, { deskId: open.facts.deskId, staffId: known ? staffId : null }, { kind: 'staff.signInFailed', registrationNo: null, payload: { code } });
}

/** The person who consents here with an own PIN; null when nobody was named. */
export async function admitConsent({ open }: AtWork, credential: Credential | null): Promise<DeskReply<Consent | null>> {
  if (credential === null) return ok(null);
  const admitted = await open.gate.admit(credential);
  if (admitted.ok) return ok({ staffId: admitted.value.id, roles: admitted.value.roles });
  await tellFailedSignIn(open, credential.staffId, admitted.error.code);
  return admitted;
}

/** Keys are an approver's: consent comes with a PIN, whoever is signed in. Answers who it is. */
export async function admitApprover(at: AtWork, credential: Credential): Promise<DeskReply<string>> {
  const consent = await admitConsent(at, credential);
  if (!consent.ok) return consent;
  if (consent.value?.roles.includes('approver') !== true) return refusal('role-missing', { role: 'approver' });
  return ok(consent.value.staffId);
}
