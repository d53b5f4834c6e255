import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRow, isWithdrawnBy, type ExistingRegistration } from '../../src-main/domain/registration-decision';
import { judgeRowsTogether, type RowKeys } from '../../src-main/domain/registration-duplicates';
import { planImport } from '../../src-main/domain/registration-plan';

const [FEBRUARY, MARCH] = ['2026-02-20T08:00:00+08:00', '2026-03-01T08:00:00+08:00'];

function existing(changes: Partial<ExistingRegistration> = {}): ExistingRegistration {
  return { registrationNo: 'A', revision: 1, packageCreatedAt: FEBRUARY, contentDigest: 'old', idNumber: '1', withdrawn: false, standing: 'unopened', ...changes };
}

const INCOMING = { registrationNo: 'A', revision: 1, contentDigest: 'new', idNumber: '1' };

describe('a row meets what the store holds', () => {
  test.each<[string, ExistingRegistration | null, Partial<typeof INCOMING>, string, string]>([
    ['is new where there is none', null, {}, FEBRUARY, 'new'],
    ['is unchanged with the same content', existing(), { contentDigest: 'old' }, FEBRUARY, 'unchanged'],
    ['is unchanged with the same content in a later package', existing(), { contentDigest: 'old' }, MARCH, 'unchanged'],
    ['is unchanged with the same content on a signed case', existing({ standing: 'signed' }), { contentDigest: 'old' }, MARCH, 'unchanged'],
    ['replaces with a higher revision', existing(), { revision: 2 }, FEBRUARY, 'replaced'],
    ['replaces with a higher revision even from an earlier package', existing({ packageCreatedAt: MARCH }), { revision: 2 }, FEBRUARY, 'replaced'],
    ['replaces with an equal revision from a later package', existing(), {}, MARCH, 'replaced'],
    ['is superseded with an equal revision from a package of the same time', existing(), {}, FEBRUARY, 'superseded'],
    ['is superseded with an equal revision from an earlier package', existing({ packageCreatedAt: MARCH }), {}, FEBRUARY, 'superseded'],
    ['is superseded with a lower revision from a later package', existing({ revision: 3 }), {}, MARCH, 'superseded'],
    ['is in conflict with review work', existing({ standing: 'opened' }), {}, MARCH, 'conflict'],
    ['is superseded, not in conflict, when it is older than review work', existing({ standing: 'opened', packageCreatedAt: MARCH }), {}, FEBRUARY, 'superseded'],
    ['is refused on a signed case', existing({ standing: 'signed' }), { revision: 2 }, MARCH, 'refused-signed'],
    ['comes back when a later package holds it again', existing({ withdrawn: true }), { contentDigest: 'old' }, MARCH, 'replaced'],
    ['stays away when the package that withdrew it is the newer one', existing({ withdrawn: true, packageCreatedAt: MARCH }), { contentDigest: 'old', revision: 2 }, FEBRUARY, 'superseded'],
    ['compares times, not their texts', existing({ packageCreatedAt: '2026-02-20T08:00:00+08:00' }), {}, '2026-02-20T01:00:00+00:00', 'replaced'],
  ])('and %s', (_, stored, changes, createdAt, decision) => {
    expect(decideRow(stored, { ...INCOMING, ...changes }, createdAt)).toBe(decision);
  });

  const stores = fc.record({
    registrationNo: fc.constant('A'), revision: fc.integer({ min: 0, max: 3 }), packageCreatedAt: fc.constantFrom(FEBRUARY, MARCH), contentDigest: fc.constantFrom('x', 'y'),
    idNumber: fc.constant('1'), withdrawn: fc.boolean(), standing: fc.constantFrom('unopened' as const, 'opened' as const, 'signed' as const),
  });
  const rows = fc.record({ registrationNo: fc.constant('A'), revision: fc.integer({ min: 0, max: 3 }), contentDigest: fc.constantFrom('x', 'y'), idNumber: fc.constant('1') });

  test('and never touches a case that was opened or signed', () => {
    fc.assert(fc.property(stores, rows, fc.constantFrom(FEBRUARY, MARCH), (stored, row, at) => {
      fc.pre(stored.standing !== 'unopened');
      expect(['new', 'replaced']).not.toContain(decideRow(stored, row, at));
    }));
  });

  test('and does nothing when the same package comes again', () => {
    fc.assert(fc.property(fc.option(stores, { nil: null }), rows, fc.constantFrom(FEBRUARY, MARCH), (stored, row, at) => {
      const applied = ['new', 'replaced'].includes(decideRow(stored, row, at));
      const after = applied ? existing({ ...row, packageCreatedAt: at }) : stored;
      expect(['new', 'replaced']).not.toContain(decideRow(after, row, at));
    }));
  });
});

describe('a registration that a package does not hold', () => {
  test.each<[string, Partial<ExistingRegistration>, string, boolean]>([
    ['is withdrawn by a later package', {}, MARCH, true],
    ['stays when the package is older', { packageCreatedAt: MARCH }, FEBRUARY, false],
    ['stays when it was opened', { standing: 'opened' }, MARCH, false],
    ['stays when it is signed', { standing: 'signed' }, MARCH, false],
    ['is not withdrawn twice', { withdrawn: true }, MARCH, false],
  ])('%s', (_, changes, createdAt, expected) => {
    expect(isWithdrawnBy(existing(changes), createdAt)).toBe(expected);
  });
});

describe('the plan of an import', () => {
  const store = (...rows: readonly ExistingRegistration[]): ReadonlyMap<string, ExistingRegistration> => new Map(rows.map((row) => [row.registrationNo, row]));
  const row = (registrationNo: string, idNumber: string): typeof INCOMING => ({ ...INCOMING, registrationNo, idNumber });

  test('leaves out a row whose ID number another registration keeps', () => {
    const plan = planImport({ createdAt: MARCH, incoming: [row('B', '1')], existing: store(existing({ standing: 'opened' })), held: new Set(['A', 'B']) });
    expect([...plan.clashes]).toEqual(['B']);
  });

  test('gives the ID number of a withdrawn registration to the next', () => {
    const plan = planImport({ createdAt: MARCH, incoming: [row('B', '1')], existing: store(existing()), held: new Set(['B']) });
    expect([[...plan.clashes], plan.withdrawn]).toEqual([[], ['A']]);
  });

  test('lets two registrations exchange their ID numbers', () => {
    const plan = planImport({
      createdAt: MARCH, incoming: [row('A', '2'), row('B', '1')], existing: store(existing(), existing({ registrationNo: 'B', idNumber: '2' })), held: new Set(['A', 'B']),
    });
    expect(plan.clashes.size).toBe(0);
  });

  test('follows a chain of numbers that cannot move', () => {
    const plan = planImport({
      createdAt: MARCH, incoming: [row('B', '1'), row('C', '2')],
      existing: store(existing({ standing: 'signed' }), existing({ registrationNo: 'B', idNumber: '2' })), held: new Set(['A', 'B', 'C']),
    });
    expect([...plan.clashes].toSorted()).toEqual(['B', 'C']);
  });

  test('withdraws nothing when a number of the package could not be read', () => {
    expect(planImport({ createdAt: MARCH, incoming: [], existing: store(existing()), held: null }).withdrawn).toEqual([]);
  });

  test('moves what a later package confirms, and nothing that is signed', () => {
    const same = { ...INCOMING, contentDigest: 'old' };
    const plan = planImport({
      createdAt: MARCH, incoming: [same, { ...same, registrationNo: 'B' }], existing: store(existing(), existing({ registrationNo: 'B', standing: 'signed' })), held: new Set(['A', 'B']),
    });
    expect(plan.confirmed).toEqual(['A']);
  });

  test('never leaves one ID number with two registrations that stand', () => {
    const numbers = fc.constantFrom('A', 'B', 'C', 'D');
    const ids = fc.constantFrom('1', '2', '3', '4');
    const stored = fc.uniqueArray(fc.record({ registrationNo: numbers, idNumber: ids, standing: fc.constantFrom('unopened' as const, 'opened' as const, 'signed' as const), withdrawn: fc.boolean() }), { selector: ({ idNumber }) => idNumber })
      .map((rows) => store(...[...new Map(rows.map((found) => [found.registrationNo, existing(found)])).values()]));
    const incoming = fc.uniqueArray(fc.tuple(numbers, ids), { selector: ([, id]) => id }).map((rows) => [...new Map(rows).entries()].map(([number, id]) => row(number, id)));
    fc.assert(fc.property(stored, incoming, (before, rows) => {
      const plan = planImport({ createdAt: MARCH, incoming: rows, existing: before, held: new Set(rows.map(({ registrationNo }) => registrationNo)) });
      const after = new Map([...before.values()].filter((found) => !found.withdrawn && !plan.withdrawn.includes(found.registrationNo)).map((found) => [found.registrationNo, found.idNumber]));
      for (const found of rows) {
        if (['new', 'replaced'].includes(plan.decisions.get(found.registrationNo) ?? '') && !plan.clashes.has(found.registrationNo)) after.set(found.registrationNo, found.idNumber);
      }
      expect(new Set(after.values()).size).toBe(after.size);
    }), { numRuns: 1000 });
  });
});

describe('rows of one package', () => {
  const keys = (row: number, registrationNo: string | null, revision: number | null, idNumber: string | null, rejected = false): RowKeys => ({ row, registrationNo, revision, idNumber, rejected });
  const judged = (...rows: readonly RowKeys[]): readonly string[] => judgeRowsTogether(rows).problems.map(({ code, row }) => `${row} ${code}`).toSorted();

  test('the highest revision of a registration wins', () => {
    expect(judged(keys(1, 'A', 1, '1'), keys(2, 'A', 3, '1'), keys(3, 'A', 2, '1'))).toEqual(['1 superseded', '3 superseded']);
  });

  test('the same number and revision twice rejects both', () => {
    expect(judged(keys(1, 'A', 1, '1'), keys(2, 'A', 1, '2'))).toEqual(['1 duplicate-registration-no', '2 duplicate-registration-no']);
  });

  test('one ID number under two registrations rejects both', () => {
    expect(judged(keys(1, 'A', 1, '1'), keys(2, 'B', 1, '1'), keys(3, 'C', 1, '2'))).toEqual(['1 duplicate-id-number', '2 duplicate-id-number']);
  });

  test('a superseded row holds no ID number against others', () => {
    expect(judged(keys(1, 'A', 1, '1'), keys(2, 'A', 2, '2'), keys(3, 'B', 1, '1'))).toEqual(['1 superseded']);
  });

  test('a lower revision does not take the place of a rejected higher one', () => {
    expect(judged(keys(1, 'A', 1, '1'), keys(2, 'A', 2, '1', true))).toEqual(['1 superseded']);
  });

  test('numbers that cannot be read are not compared', () => {
    expect(judged(keys(1, null, 1, null), keys(2, null, 1, null))).toEqual([]);
  });
});
