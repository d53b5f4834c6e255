import { parse } from 'csv-parse/sync';
import { neutralised } from './result-csv';
import { RESULTS } from './result-paths';
import type { ProblemList } from './result-problems';
import type { ResultFiles } from './result-reader';
import { RESULTS_TABLE, RESULT_WORDS } from './result-tables';
import type { FoundSeal } from './result-verify-cases';

/** results.csv says of every sealed case what its seal says, and calls no other case passed. */
export async function verifyResults(files: ResultFiles, seals: readonly FoundSeal[], problems: ProblemList): Promise<void> {
  const rows = findRows((await files.findText(RESULTS)) ?? '');
  if (rows === null) return problems.add('results-differ', RESULTS);
  const sealed = new Map(seals.map((seal) => [seal.registrationNo, seal]));
  for (const row of rows) {
    const [no = '', , result] = row;
    const seal = sealed.get(no);
    if ((seal !== undefined || result === RESULT_WORDS.signed) && !agrees(row, seal)) problems.add('results-differ', RESULTS, no);
    sealed.delete(no);
  }
  for (const no of sealed.keys()) problems.add('results-differ', RESULTS, no);
}

function agrees([no, name, result, , , , signedAt, revision, digest]: readonly string[], found: FoundSeal | undefined): boolean {
  if (!found) return false;
  const { seal, sha256 } = found;
  const told = [no, name, result, signedAt, revision, digest];
  const known = [seal.registrationNo, neutralised(seal.sheet.content.fields.name ?? ''), RESULT_WORDS.signed, seal.signedAt, String(seal.sheet.revision), sha256];
  return known.every((value, i) => value === told[i]);
}

function findRows(text: string): readonly string[][] | null {
  try {
    const [header, ...rows] = parse(text, { bom: true }) as string[][];
    return header?.join() === RESULTS_TABLE.headers.join() ? rows : null;
  } catch {
    return null;
  }
}
