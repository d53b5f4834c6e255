import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Actor } from '../domain/vocabulary';
import type { SiteClosing } from '../storage/store';
import type { Consent } from './claim-case';
import type { DeskPorts, Outcome } from './ports';
import { runCommand } from './run-command';

export interface CloseSiteInput {
  commandId: string;
  /** Typed by the approver: the code of the very site that is closed. */
  siteCode: string;
}

/** An approver closes the site: from then on no outcome changes, and what is exported is final. Nobody opens it again. */
export async function closeSite(ports: DeskPorts, input: CloseSiteInput, actor: Actor, approver: Consent): Promise<Outcome<SiteClosing>> {
  if (!approver.roles.includes('approver')) return refusal('role-missing', { role: 'approver' });
  const command = { name: 'site.close', commandId: input.commandId, registrationNo: null, actor, payload: { siteCode: input.siteCode, approver: approver.staffId } };
  return runCommand<SiteClosing>(ports, command, async (tx, context) => {
    const { site } = await tx.getFacts();
    if (site === null) return refusal('no-site');
    if (site.code !== input.siteCode.trim()) return refusal('code-not-confirmed');
    if ((await tx.findSiteClosing()) !== null) return refusal('site-closed');
    const closing: SiteClosing = { at: context.at, by: approver.staffId };
    await tx.closeSite(closing);
    await tx.append(context, { kind: 'site.closed', registrationNo: null, payload: { by: approver.staffId, outcomes: await tx.countCasesByState() } });
    return ok({ ...closing });
  });
}
