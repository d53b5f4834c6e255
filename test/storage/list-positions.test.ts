import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE_STATES } from '../../src-main/domain/case-record';
import type { CaseState } from '../../src-main/domain/case-record';
import { ok } from '../../src-main/domain/result';
import { listCases } from '../../src-main/storage/case-list';
import { openConnection } from '../../src-main/storage/connection';
import type { DeskConnection } from '../../src-main/storage/connection';
import { ListPositions } from '../../src-main/storage/list-positions';
import type { Store } from '../../src-main/storage/store';
import { ENGINES } from '../support/engines';
import { AT_DESK, CASE_AT, CASE_POLICY } from '../support/stored-cases';
import { registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';

const MANY = 90;
const STATES = ['waiting', 'inReview', 'refused'] as const;

async function turn(store: Store, n: number, state: CaseState): Promise<void> {
  const no = registrationNoOf(n);
  await store.inTransaction(async (tx) => {
    await tx.saveCase({ registrationNo: no, expectedVersion: await tx.getCaseVersion(no), state, visit: 1, policyDigest: CASE_POLICY.digest, supplement: null, refusal: null, at: CASE_AT });
    await tx.append(AT_DESK, { kind: 'case.opened', registrationNo: no, payload: {} });
    return ok(null);
  });
}

/** More people, as an import brings them: one event for all. */
async function importMore(store: Store, connection: DeskConnection, n: number): Promise<void> {
  await connection.db.updateTable('registration').set({ withdrawn: n % 2 }).where('registration_no', 'in', [n, n + 1].map(registrationNoOf)).execute();
  await store.inTransaction(async (tx) => {
    await tx.append(AT_DESK, { kind: 'import.completed', registrationNo: null, payload: {} });
    return ok(null);
  });
}

type Step = { does: 'turn'; n: number; to: (typeof STATES)[number] } | { does: 'import'; n: number } | { does: 'look'; states: readonly CaseState[]; offset: number };

const steps = fc.array(fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('turn' as const), n: fc.nat({ max: MANY - 1 }), to: fc.constantFrom(...STATES) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('import' as const), n: fc.nat({ max: MANY - 2 }) }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('look' as const), states: fc.constantFrom<readonly CaseState[]>([], ['waiting'], ['inReview', 'waiting'], CASE_STATES), offset: fc.nat({ max: MANY + 5 }) }) },
), { minLength: 4, maxLength: 25 });

describe.each(ENGINES)('on $name', ({ withStore }) => {
  test('a page in the depth of a list is the same, whatever was looked at before and whatever has changed since', async () => {
    await withStore(async ({ store, place }) => {
      await storeRegistrations(place, Array.from({ length: MANY }, (_, n) => registrationRow(n)));
      await store.inTransaction(async (tx) => { await tx.adoptPolicy(CASE_POLICY); return ok(null); });
      const connection = openConnection(place.dir, place);
      const page = (states: readonly CaseState[], offset: number, limit: number, positions: ListPositions) =>
        connection.db.transaction().execute(async (db) => (await listCases(db, { text: '', states, offset, limit }, positions)).rows.map(({ registrationNo }) => registrationNo));
      const look = async (states: readonly CaseState[], offset: number, positions: ListPositions): Promise<void> => {
        const whole = await page(states, 0, MANY + 10, new ListPositions(1_000));
        expect(await page(states, offset, 8, positions)).toEqual(whole.slice(offset, offset + 8));
      };
      await fc.assert(fc.asyncProperty(steps, async (story: readonly Step[]) => {
        const positions = new ListPositions(7);
        for (const step of story) {
          if (step.does === 'turn') await turn(store, step.n, step.to);
          else if (step.does === 'import') await importMore(store, connection, step.n);
          else await look(step.states, step.offset, positions);
        }
      }), { numRuns: 25 });
      await connection.close();
    });
  }, 60_000);

  test('looking again at the same depth walks through one block of the list only', async () => {
    await withStore(async ({ store, place }) => {
      await storeRegistrations(place, Array.from({ length: MANY }, (_, n) => registrationRow(n)));
      const connection = openConnection(place.dir, place);
      const positions = new ListPositions(7);
      expect(await positions.find(connection.db, [], 80)).toEqual({ from: registrationNoOf(77), skip: 3 });
      await store.inTransaction(async (tx) => { await tx.adoptPolicy(CASE_POLICY); return ok(null); });
      await turn(store, 3, 'refused');
      expect(await positions.find(connection.db, ['waiting'], 80)).toEqual({ from: registrationNoOf(78), skip: 3 });
      await turn(store, 20, 'refused');
      expect(await positions.find(connection.db, ['waiting'], 80), 'the block of the one that left is counted anew').toEqual({ from: registrationNoOf(78), skip: 4 });
      expect(await positions.find(connection.db, ['waiting'], 6)).toEqual({ from: '', skip: 6 });
      await connection.close();
    });
  });
});
