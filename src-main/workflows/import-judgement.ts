import type { ExistingRegistration, RowDecision } from '../domain/registration-decision';
import { judgeRowsTogether } from '../domain/registration-duplicates';
import { planImport, type ImportPlan } from '../domain/registration-plan';
import { isError, problem, type Problem, type RowProblemCode } from '../domain/registration-problems';
import type { RowOutcome } from '../domain/registration-report';
import type { RegistrationNo, Time } from '../domain/vocabulary';
import type { SurveyedRow } from './import-survey';

/** The row that speaks for a registration: its highest revision, alone with it. */
export interface StandingRow {
  row: number;
  outcome: RowOutcome;
}

/** What becomes of every row of a package. Made anew when a case is opened before publication. */
export interface Judgement {
  outcomes: Map<number, RowOutcome>;
  standing: Map<RegistrationNo, StandingRow>;
  problems: Problem[];
  withdrawn: readonly RegistrationNo[];
  confirmed: readonly RegistrationNo[];
}

type ReadableRow = SurveyedRow & { registrationNo: RegistrationNo; revision: number; idNumber: string };

const OUTCOMES: Readonly<Record<RowDecision, { outcome: RowOutcome; problem: RowProblemCode | null }>> = {
  new: { outcome: 'imported', problem: null },
  replaced: { outcome: 'updated', problem: null },
  unchanged: { outcome: 'unchanged', problem: null },
  superseded: { outcome: 'superseded', problem: 'superseded' },
  conflict: { outcome: 'conflict', problem: 'conflict-open-case' },
  'refused-signed': { outcome: 'rejected', problem: 'refused-signed-case' },
};

/** Judges the rows against each other and against the store. Pure. */
export function judgeRows(rows: readonly SurveyedRow[], existing: ReadonlyMap<RegistrationNo, ExistingRegistration>, createdAt: Time): Judgement {
  const together = judgeRowsTogether(rows);
  const spoilt = new Set(together.problems.filter(isError).map(({ row }) => row));
  const accepted = rows.filter((row): row is ReadableRow => isReadable(row) && !row.rejected && !spoilt.has(row.row) && !together.superseded.has(row.row));
  const plan = planImport({ createdAt, existing, incoming: accepted, held: heldNumbers(rows) });
  const judgement: Judgement = {
    outcomes: new Map(rows.map(({ row }) => [row, together.superseded.has(row) ? 'superseded' : 'rejected'])),
    standing: new Map(), problems: [...together.problems], withdrawn: plan.withdrawn, confirmed: plan.confirmed,
  };
  for (const row of rows) if (row.registrationNo !== null && !together.superseded.has(row.row)) judgement.standing.set(row.registrationNo, { row: row.row, outcome: 'rejected' });
  for (const row of accepted) settle(judgement, row, plan);
  return judgement;
}

function isReadable(row: SurveyedRow): row is ReadableRow {
  return row.registrationNo !== null && row.revision !== null && row.idNumber !== null;
}

/** A number that nobody can read might be any: then the package cannot say that one is missing. */
function heldNumbers(rows: readonly SurveyedRow[]): ReadonlySet<RegistrationNo> | null {
  const numbers = rows.map(({ registrationNo }) => registrationNo);
  return numbers.includes(null) ? null : new Set(numbers.filter((number) => number !== null));
}

function settle(judgement: Judgement, row: ReadableRow, plan: ImportPlan): void {
  const decision = plan.decisions.get(row.registrationNo);
  const taken = plan.clashes.has(row.registrationNo);
  if (decision === undefined) throw new Error('a row without a decision');
  const { outcome, problem: code } = taken ? { outcome: 'rejected' as const, problem: 'duplicate-id-number' as const } : OUTCOMES[decision];
  judgement.outcomes.set(row.row, outcome);
  judgement.standing.set(row.registrationNo, { row: row.row, outcome });
  if (code !== null) judgement.problems.push(problem(code, { row: row.row, registrationNo: row.registrationNo, column: taken ? 'idNumber' : null, hint: 'store' }));
}

/** Registrations whose staged rows are applied or marked under this judgement. */
export function stagedNumbers({ standing, withdrawn, confirmed }: Judgement): ReadonlySet<RegistrationNo> {
  const applied = [...standing].filter(([, { outcome }]) => isApplied(outcome)).map(([registrationNo]) => registrationNo);
  return new Set([...applied, ...withdrawn, ...confirmed]);
}

export function isApplied(outcome: RowOutcome): boolean {
  return outcome === 'imported' || outcome === 'updated';
}
