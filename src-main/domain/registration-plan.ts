import { decideRow, isConfirmedBy, isWithdrawnBy, type ExistingRegistration, type IncomingRegistration, type RowDecision } from './registration-decision';
import type { RegistrationNo, Time } from './vocabulary';

/** What one package does to a store, registration by registration. */
export interface ImportPlan {
  decisions: ReadonlyMap<RegistrationNo, RowDecision>;
  /** Applied rows whose ID number another registration of the store keeps; they are left out. */
  clashes: ReadonlySet<RegistrationNo>;
  withdrawn: readonly RegistrationNo[];
  confirmed: readonly RegistrationNo[];
}

export interface PlanInput {
  createdAt: Time;
  incoming: readonly IncomingRegistration[];
  existing: ReadonlyMap<RegistrationNo, ExistingRegistration>;
  /** Numbers that the package holds in any row, rejected ones included. Null = some number could not be read: nothing is withdrawn. */
  held: ReadonlySet<RegistrationNo> | null;
}

/** Decides every row of a package against the store. Pure. */
export function planImport(input: PlanInput): ImportPlan {
  const { createdAt, existing, held } = input;
  const decisions = new Map(input.incoming.map((row) => [row.registrationNo, decideRow(existing.get(row.registrationNo) ?? null, row, createdAt)]));
  const withdrawn = held === null ? [] : [...existing.values()].filter((row) => !held.has(row.registrationNo) && isWithdrawnBy(row, createdAt));
  const confirmed = [...existing.values()].filter((row) => decisions.get(row.registrationNo) === 'unchanged' && isConfirmedBy(row, createdAt));
  return {
    decisions,
    clashes: findIdNumberClashes(input, decisions, new Set(withdrawn.map(({ registrationNo }) => registrationNo))),
    withdrawn: withdrawn.map(({ registrationNo }) => registrationNo),
    confirmed: confirmed.map(({ registrationNo }) => registrationNo),
  };
}

/**
 * An ID number belongs to one registration that stands. A row that is left out for it keeps its own old number in the
 * store, which may leave out another row in turn: repeated until nothing changes.
 */
function findIdNumberClashes(input: PlanInput, decisions: ReadonlyMap<RegistrationNo, RowDecision>, withdrawn: ReadonlySet<RegistrationNo>): ReadonlySet<RegistrationNo> {
  const applied = input.incoming.filter(({ registrationNo }) => isApplied(decisions.get(registrationNo)));
  const clashes = new Set<RegistrationNo>();
  const moving = new Set(applied.map(({ registrationNo }) => registrationNo));
  for (let before = -1; before !== clashes.size;) {
    before = clashes.size;
    const kept = keptIdNumbers(input.existing, (number) => withdrawn.has(number) || (moving.has(number) && !clashes.has(number)));
    for (const row of applied) if (isTaken(kept.get(row.idNumber), row.registrationNo)) clashes.add(row.registrationNo);
  }
  return clashes;
}

function isApplied(decision: RowDecision | undefined): boolean {
  return decision === 'new' || decision === 'replaced';
}

function isTaken(owner: RegistrationNo | undefined, registrationNo: RegistrationNo): boolean {
  return owner !== undefined && owner !== registrationNo;
}

/** ID numbers that stay where they are, with the registration that has them. */
function keptIdNumbers(existing: ReadonlyMap<RegistrationNo, ExistingRegistration>, gives: (registrationNo: RegistrationNo) => boolean): ReadonlyMap<string, RegistrationNo> {
  const kept = new Map<string, RegistrationNo>();
  for (const row of existing.values()) if (!row.withdrawn && !gives(row.registrationNo)) kept.set(row.idNumber, row.registrationNo);
  return kept;
}
