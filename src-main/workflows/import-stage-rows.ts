import type { RegistrationCodes } from '../domain/registration-codes';
import type { Problem } from '../domain/registration-problems';
import { checkRegistrationRow, type CheckedRow } from '../domain/registration-row';
import type { StagedRegistration } from '../storage/import-rows';
import { readCandidates } from '../packages/registration-table';
import { NO_IMAGES } from './import-images-index';
import { isApplied, type Judgement } from './import-judgement';
import { contentDigest, type SurveyInput } from './import-survey';
import { orStop, stopIfCancelled, type ImportPorts } from './import-types';

const ROWS_TOGETHER = 200;

/**
 * Second reading of candidates.csv: stages the rows that are applied. Answers with what the reading has against the file,
 * should it have changed since the first.
 */
export async function stageRows({ store }: ImportPorts, input: SurveyInput, judgement: Judgement): Promise<readonly Problem[]> {
  if (![...judgement.outcomes.values()].some(isApplied)) return [];
  const waiting: StagedRegistration[] = [];
  const end = await readCandidates(input.container, input.file, input.encoding, async (row) => {
    if (!isApplied(judgement.outcomes.get(row.row) ?? 'rejected')) return;
    waiting.push(stagedRow(row, input, judgement));
    if (waiting.length < ROWS_TOGETHER) return;
    stopIfCancelled(input.signal);
    orStop(await store.stageRegistrations(waiting.splice(0)));
  });
  orStop(await store.stageRegistrations(waiting));
  return end.problems;
}

function stagedRow(row: Parameters<typeof checkRegistrationRow>[0], { codes, contents }: { codes: RegistrationCodes; contents: SurveyInput['contents'] }, judgement: Judgement): StagedRegistration {
  const checked: CheckedRow = checkRegistrationRow(row, codes);
  const registrationNo = checked.registrationNo ?? '';
  return {
    action: judgement.outcomes.get(row.row) === 'imported' ? 'new' : 'replaced',
    registrationNo,
    revision: checked.revision ?? 0,
    received: checked.fields,
    extra: checked.extra,
    contentDigest: contentDigest(checked, contents),
    photo: (contents.images.get(registrationNo) ?? NO_IMAGES).photo?.sha256 ?? null,
  };
}

/** Marks what stays as it is: confirmed by a later package, or no longer held by it. */
export async function stageMarks({ store }: ImportPorts, { confirmed, withdrawn }: Judgement): Promise<void> {
  orStop(await store.stageMarks([
    ...confirmed.map((registrationNo) => ({ action: 'confirmed' as const, registrationNo })),
    ...withdrawn.map((registrationNo) => ({ action: 'withdrawn' as const, registrationNo })),
  ]));
}
