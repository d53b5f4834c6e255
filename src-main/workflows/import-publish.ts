import type { JsonValue } from '../domain/audit-event';
import type { KeptReport } from '../domain/registration-report';
import type { Manifest } from '../packages/registration-manifest';
import type { StoreFacts } from '../storage/store';
import type { Publication } from '../storage/import-store';
import type { ImageIntake } from './import-images';
import { judgeRows, stagedNumbers, type Judgement } from './import-judgement';
import { reportImport, type ImportFindings } from './import-outcome';
import type { ImportRecord } from './import-record';
import type { Survey } from './import-survey';
import { ImportStop, orStop, stopIfCancelled, type ImportPorts, type ImportRequest } from './import-types';

export interface PublishInput {
  ports: ImportPorts;
  request: ImportRequest;
  manifest: Manifest;
  record: ImportRecord;
  survey: Survey;
  judgement: Judgement;
  intake: ImageIntake;
  findings: Omit<ImportFindings, 'judgement'>;
  /** The package's policy.json; null when it has none. */
  policyText: string | null;
}

/**
 * Makes the staged bytes lasting, then publishes everything in one transaction. A case that was opened meanwhile keeps what
 * it has: the rows are judged again, what no longer applies is taken out, and publication is tried again.
 */
export async function publishImport(input: PublishInput): Promise<KeptReport> {
  const { ports, request, manifest, intake } = input;
  stopIfCancelled(request.signal);
  await ports.files.publish([...intake.stagedBytes]);
  const repeated = (await ports.store.findManifestDigest(manifest.packageId)) === input.record.manifestDigest;
  for (let judgement = input.judgement; ;) {
    const report = reportImport({ ...input.findings, judgement }, request.language ?? 'zh-CN');
    const published = await ports.store.publish(await publicationOf(input, judgement, report, repeated));
    if (published.ok) return report;
    if (published.error.code !== 'opened-meanwhile') throw new ImportStop(published.error);
    judgement = await judgeAgain(input, judgement);
  }
}

async function publicationOf(input: PublishInput, judgement: Judgement, report: KeptReport, repeated: boolean): Promise<Publication> {
  const { ports, manifest, record, intake } = input;
  const context = record.context();
  return {
    package: {
      packageId: manifest.packageId, createdAt: manifest.createdAt, manifestDigest: record.manifestDigest, sender: report.sender,
      importedAt: context.at, report: asJson(report), repeated,
    },
    blobs: [...intake.blobs.values()],
    facts: boundFacts(await ports.store.getFacts(), manifest),
    context,
    event: record.completed(report, judgement.withdrawn.length, repeated),
    ...(input.policyText === null ? {} : { policyText: input.policyText }),
  };
}

/** The first package binds a store to its site and exam. */
function boundFacts(facts: StoreFacts, manifest: Manifest): StoreFacts {
  return { ...facts, site: facts.site ?? manifest.site, zone: facts.zone ?? manifest.zone, exam: facts.exam ?? manifest.exam };
}

function asJson(report: KeptReport): JsonValue {
  return { ...report, candidates: { ...report.candidates }, images: { ...report.images }, problems: report.problems.map((found) => ({ ...found })) };
}

async function judgeAgain({ ports, survey, manifest }: PublishInput, before: Judgement): Promise<Judgement> {
  const judgement = judgeRows(survey.rows, await ports.store.readExisting(ports.clock.now()), manifest.createdAt);
  const now = stagedNumbers(judgement);
  orStop(await ports.store.unstage([...stagedNumbers(before)].filter((registrationNo) => !now.has(registrationNo))));
  return judgement;
}
