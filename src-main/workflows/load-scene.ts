import { circumstancesOf, requiredMaterials } from '../domain/conditions';
import type { CaseRecord } from '../domain/case-record';
import { formatTime, localDay } from '../domain/local-time';
import { papersOf } from '../domain/papers';
import type { SitePolicy } from '../domain/policy';
import { ok } from '../domain/result';
import { refusal } from '../domain/refusal';
import type { Scene } from '../domain/scene';
import type { Actor, RegistrationNo, Sha256 } from '../domain/vocabulary';
import type { StoreReader } from '../storage/store';
import type { Clock, Outcome } from './ports';

export interface LoadedScene {
  scene: Scene;
  policyDigest: Sha256;
  /** Version of the case row that the scene was built from. */
  version: number;
}

export function buildScene(record: CaseRecord, policy: SitePolicy, actor: Actor, now: Date): Scene {
  const circumstances = circumstancesOf({
    fields: record.registration.fields, decisions: record.decisions, fieldChecks: record.fieldChecks, corrections: record.corrections,
    examYear: policy.exam.year, categories: policy.categories,
  });
  const papers = papersOf(record, policy, requiredMaterials(policy, circumstances));
  return { record, policy, papers, actor, now, time: formatTime(now, policy.timeZone), today: localDay(now, policy.timeZone) };
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
  return ok({ scene: buildScene(record, policy, actor, clock.now()), policyDigest, version });
}
