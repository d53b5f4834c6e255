import { circumstancesOf, requiredMaterials } from '../domain/conditions';
import type { CaseRecord } from '../domain/case-record';
import { formatTime, localDay } from '../domain/local-time';
import { papersOf } from '../domain/papers';
import type { SitePolicy } from '../domain/policy';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Scene, SiteStanding } from '../domain/scene';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { StoreReader } from '../storage/store';
import type { Clock, Outcome } from './ports';

export interface LoadedScene {
  scene: Scene;
  policyDigest: Sha256;
  /** Version of the case row that the scene was built from. */
  version: number;
}

export function buildScene(record: CaseRecord, policy: SitePolicy, at: { site: SiteStanding; actor: Actor; now: Date }): Scene {
  const { site, actor, now } = at;
  const circumstances = circumstancesOf({
    fields: record.registration.fields, decisions: record.decisions, fieldChecks: record.fieldChecks, corrections: record.corrections,
    examYear: policy.exam.year, categories: policy.categories,
  });
  const papers = papersOf(record, policy, requiredMaterials(policy, circumstances));
  return { record, policy, papers, site, actor, now, time: formatTime(now, policy.timeZone), today: localDay(now, policy.timeZone) };
}

/** What holds for every case of the store: whether the site is closed, and which points this store is for. */
export async function loadSiteStanding(reader: StoreReader): Promise<SiteStanding> {
  const [points, closing] = [await reader.listPointsServed(), await reader.findSiteClosing()];
  return { closed: closing !== null, points };
}

/** The case as it stands, under the policy in force for it: a case that was begun keeps the policy it was decided under. */
export async function loadScene(reader: StoreReader, clock: Clock, actor: Actor, registrationNo: RegistrationNo): Promise<Outcome<LoadedScene>> {
  const record = await reader.findCase(registrationNo);
  if (record === null) return refusal('unknown-registration', { registrationNo });
  const version = await reader.getCaseVersion(registrationNo);
  const current = await reader.findCurrentPolicy();
  const own = record.policyDigest === '' ? null : await reader.findPolicy(record.policyDigest);
  const policy = own ?? current?.policy ?? null;
  if (policy === null) throw new Error('a store has a policy from its first day');
  const policyDigest = own === null ? (current?.digest ?? '') : record.policyDigest;
  const site = await loadSiteStanding(reader);
  return ok({ scene: buildScene(record, policy, { site, actor, now: clock.now() }), policyDigest, version });
}
