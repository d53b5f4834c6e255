import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_ACTIONS, type CaseAction } from '../../src-main/domain/case-action';
import { CASE_STATES, type CaseRecord, type CaseState } from '../../src-main/domain/case-record';
import { reasonAgainst } from '../../src-main/domain/case-rules';
import { canBecome, TRANSITIONS, whoMayTurn } from '../../src-main/domain/case-transitions';
import { claimFor, isHeldBy } from '../../src-main/domain/claim';
import { findIdentityOfToday, isVisitBegun, openReviewItems, standingPasses } from '../../src-main/domain/open-items';
import type { Scene } from '../../src-main/domain/scene';
import { ROLES, type Actor, type Role } from '../../src-main/domain/vocabulary';
import { caseInReview, caseReadyToSign, identityCheck, image, OPENING_DAY, pass, reviewed, sceneOf } from '../support/case-builder';
import { testPolicy } from '../support/default-policy';

const POLICY = testPolicy();
const CLOSED_FOR_GOOD = { closed: true, points: [] };

/** The table of spec case-and-finality.md, States of a case, as it stands there. */
const SPECIFIED: readonly [from: CaseState, to: CaseState, by: Role | 'candidate'][] = [
  ['waiting', 'checkedIn', 'reviewer'], ['checkedIn', 'inReview', 'reviewer'], ['inReview', 'readyToSign', 'reviewer'],
  ['inReview', 'supplementOwed', 'reviewer'], ['readyToSign', 'supplementOwed', 'reviewer'],
  ['waiting', 'refused', 'approver'], ['checkedIn', 'refused', 'approver'], ['inReview', 'refused', 'approver'], ['readyToSign', 'refused', 'approver'],
  ['supplementOwed', 'inReview', 'reviewer'], ['refused', 'inReview', 'approver'], ['readyToSign', 'inReview', 'reviewer'], ['readyToSign', 'signed', 'candidate'],
];

describe('the table of states', () => {
  it('is the specified one: every turn of it, and no other', () => {
    const told = TRANSITIONS.map(({ from, to, by }) => `${from} > ${to} by ${by}`).sort();
    expect(told).toEqual(SPECIFIED.map(([from, to, by]) => `${from} > ${to} by ${by}`).sort());
    for (const from of CASE_STATES) for (const to of CASE_STATES) expect(canBecome(from, to)).toBe(SPECIFIED.some((each) => each[0] === from && each[1] === to));
    expect(whoMayTurn('signed', 'inReview')).toBeNull();
  });

  it.each(CASE_STATES.filter((state) => state !== 'signed'))('can be left from %s for good only by the candidate’s signature', (state) => {
    const reached = new Set<CaseState>([state]);
    for (const from of reached) for (const { to } of TRANSITIONS.filter((each) => each.from === from)) reached.add(to);
    expect(reached.has('signed')).toBe(true);
    expect(TRANSITIONS.filter(({ to }) => to === 'signed').map(({ from }) => from)).toEqual(['readyToSign']);
  });
});

describe('a site that an approver closed', () => {
  it('takes no action of anybody on any case, and still prints', () => {
    const actor: Actor = { staffId: 's', roles: [...ROLES], deskId: 'desk-1' };
    for (const state of CASE_STATES) {
      const open = CASE_ACTIONS.filter((action) => reasonAgainst(action, sceneOf(caseReadyToSign({ state }), { actor, site: CLOSED_FOR_GOOD }), ROLES) === null);
      expect(open).toEqual(state === 'signed' ? ['printDocuments'] : []);
    }
  });
});

describe('a desk whose own store is for certain points', () => {
  it('works on the cases of these points and reads the others', () => {
    const ours = sceneOf(caseInReview({}, { point: '9901' }), { site: { points: ['9901', '9902'] } });
    const theirs = sceneOf(caseInReview({}, { point: '9907' }), { site: { points: ['9901', '9902'] } });
    expect(reasonAgainst('reviewMaterials', ours)).toBeNull();
    expect(reasonAgainst('reviewMaterials', theirs)).toEqual({ code: 'other-point', params: { point: '9907', points: '9901, 9902' } });
    expect(reasonAgainst('claim', theirs)?.code).toBe('other-point');
    expect(reasonAgainst('printDocuments', sceneOf({ ...theirs.record, state: 'signed' }, { site: { points: ['9901'] } }))).toBeNull();
  });

  it('takes a registration that names no point for another’s, and every one when it was given no points', () => {
    expect(reasonAgainst('claim', sceneOf(caseInReview(), { site: { points: ['9901'] } }))?.code).toBe('other-point');
    expect(reasonAgainst('claim', sceneOf(caseInReview({}, { point: '9907' })))).toBeNull();
  });
});

describe('papers that are owed', () => {
  const owed = (lastDay: string): CaseRecord => caseInReview({ state: 'supplementOwed', claim: null, supplement: { missing: ['TRIAL'], lastDay, reason: '未盖章' } });
  const approver: Actor = { staffId: 'a', roles: ['approver'], deskId: 'desk-1' };

  it('may be brought until the end of the last day', () => {
    expect(reasonAgainst('reopen', sceneOf(owed('2026-03-02')))).toBeNull();
  });

  it('are given up with the last day: a reviewer cannot take the case up again, an approver can', () => {
    expect(reasonAgainst('reopen', sceneOf(owed('2026-03-01')))).toEqual({ code: 'supplement-lapsed', params: { day: '2026-03-01' } });
    expect(reasonAgainst('reopen', sceneOf(owed('2026-03-01')), ['reviewer'])?.code).toBe('supplement-lapsed');
    expect(reasonAgainst('reopen', sceneOf(owed('2026-03-01')), ['approver'])).toBeNull();
    expect(reasonAgainst('reopen', sceneOf(owed('2026-03-01'), { actor: approver }))).toBeNull();
  });

  it('are never taken up outside the schedule, by whomever', () => {
    const evening = new Date('2026-03-02T14:00:00Z');
    expect(reasonAgainst('reopen', sceneOf(owed('2026-03-05'), { now: evening }), ROLES)?.code).toBe('outside-schedule');
  });
});

/** What somebody tries, in the order of a random day. */
type Move =
  | { kind: 'action'; action: CaseAction | 'sign'; actor: Actor; consenting: readonly Role[] }
  | { kind: 'wait'; minutes: number }
  | { kind: 'work'; part: 'review' | 'pass1' | 'pass2' | 'samePass2' | 'addImage' | 'identity' | 'failedIdentity'; actor: Actor }
  | { kind: 'correction'; state: 'requested' | 'approved' };

const ACTORS = fc.record({ staffId: fc.constantFrom('p1', 'p2', 'p3'), roles: fc.subarray([...ROLES]), deskId: fc.constantFrom('desk-1', 'desk-2') });
const MOVES: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('action' as const), action: fc.constantFrom<CaseAction | 'sign'>(...CASE_ACTIONS, 'sign', 'sign'), actor: ACTORS, consenting: fc.subarray([...ROLES]) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('work' as const), part: fc.constantFrom('review', 'pass1', 'pass2', 'samePass2', 'addImage', 'identity', 'failedIdentity'), actor: ACTORS }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 3, 60, 600, 1_440) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('correction' as const), state: fc.constantFrom('requested' as const, 'approved' as const) }) },
);

/** A case and a clock, moved by the rules alone: what they refuse does not happen, whatever is tried. */
class Model {
  record: CaseRecord;
  now = OPENING_DAY;
  signings = 0;

  constructor(record: CaseRecord) {
    this.record = record;
  }

  scene(actor: Actor): Scene {
    return sceneOf(this.record, { actor, now: this.now, policy: POLICY });
  }

  turn(to: CaseState): void {
    if (!canBecome(this.record.state, to)) throw new Error(`${this.record.state} > ${to}`);
    this.record = { ...this.record, state: to };
  }

  play(move: Move): void {
    if (move.kind === 'wait') this.now = new Date(this.now.getTime() + move.minutes * 60_000);
    else if (move.kind === 'correction') this.correct(move.state);
    else if (move.kind === 'work') this.work(move.part, move.actor);
    else this.act(move.action, move.actor, move.consenting);
  }

  private correct(state: 'requested' | 'approved'): void {
    if (this.record.state === 'signed') return;
    const correction = { id: 'c', field: 'name' as const, old: '', new: '', reason: '', evidence: [], state, requestedBy: 'p1', requestedAt: '', decidedBy: 'p2', decidedAt: this.scene(NOBODY).time, decisionReason: null };
    this.record = { ...this.record, corrections: [correction] };
  }

  private work(part: Extract<Move, { kind: 'work' }>['part'], actor: Actor): void {
    const scene = this.scene(actor);
    const review = reasonAgainst('reviewMaterials', scene) === null;
    if (part === 'identity' || part === 'failedIdentity') this.identify(scene, part === 'identity');
    if (part === 'review' && review) this.record = reviewed(this.record, POLICY);
    if (part === 'addImage' && review) this.record = { ...this.record, images: [...this.record.images, image('EDU', 9, { origin: 'captured', capturedAt: scene.time })] };
    if (part === 'pass1' && reasonAgainst('passFirstCheck', scene) === null) this.record = { ...this.record, passes: [...this.record.passes, pass(1, actor)] };
    if ((part === 'pass2' || part === 'samePass2') && reasonAgainst('passSecondCheck', scene) === null) {
      const first = standingPasses(this.record)[0];
      if (first?.by === actor.staffId) return;
      this.record = { ...this.record, passes: [...this.record.passes, pass(2, actor)] };
      this.turn('readyToSign');
    }
  }

  private identify(scene: Scene, passed: boolean): void {
    if (reasonAgainst('confirmIdentity', scene) !== null) return;
    const visit = Math.max(1, this.record.visit);
    const check = identityCheck({ id: 'i', at: scene.time, day: scene.today, visit, passed });
    this.record = { ...this.record, identityChecks: [...this.record.identityChecks, check] };
    if (!passed) return;
    this.record = { ...this.record, visit, claim: claimFor(scene.actor, this.record.claim, this.now, POLICY.timeZone) };
    if (this.record.state === 'waiting') this.turn('checkedIn');
    if (this.record.state === 'checkedIn') this.turn('inReview');
  }

  private act(action: CaseAction | 'sign', actor: Actor, consenting: readonly Role[]): void {
    const scene = this.scene(actor);
    if (reasonAgainst(action === 'sign' ? 'presentSheet' : action, scene, consenting) !== null) return;
    const claim = claimFor(actor, this.record.claim, this.now, POLICY.timeZone);
    const back = { ...pass(1, actor, 'sentBack') };
    if (action === 'sign') this.sign(scene);
    if (action === 'claim' || action === 'takeOver') {
      const isReturn = !isHeldBy(this.record.claim, actor, scene.time);
      this.record = { ...this.record, claim, visit: this.record.visit + (isReturn && isVisitBegun(this.record) ? 1 : 0) };
    }
    if (action === 'release') this.record = { ...this.record, claim: null, visit: this.record.visit + 1 };
    if (action === 'sendBack' || action === 'requestCorrection') {
      this.record = { ...this.record, passes: [...this.record.passes, back] };
      if (this.record.state === 'readyToSign') this.turn('inReview');
    }
    if (action === 'oweSupplement') this.aside('supplementOwed', scene);
    if (action === 'refuse') this.aside('refused', scene);
    if (action === 'reopen') {
      this.turn('inReview');
      this.record = { ...this.record, claim, visit: this.record.visit + 1, passes: [...this.record.passes, back], supplement: null };
    }
  }

  private aside(to: 'supplementOwed' | 'refused', scene: Scene): void {
    this.turn(to);
    this.record = { ...this.record, claim: null, supplement: to === 'supplementOwed' ? { missing: [], lastDay: scene.today, reason: '' } : null };
  }

  /** Every precondition, asked for here once more, apart from the rules that are tried. */
  private sign(scene: Scene): void {
    const identity = findIdentityOfToday(this.record, scene.today);
    const [first, second] = standingPasses(this.record);
    expect(this.record.state).toBe('readyToSign');
    expect(isHeldBy(this.record.claim, scene.actor, scene.time)).toBe(true);
    expect(identity).toMatchObject({ passed: true, day: scene.today, visit: this.record.visit });
    expect(openReviewItems(this.record, POLICY, scene.papers)).toEqual([]);
    expect(this.record.corrections.filter(({ state }) => state === 'requested')).toEqual([]);
    expect([first?.pass, second?.pass, first?.by === second?.by]).toEqual([1, 2, false]);
    this.signings += 1;
    this.turn('signed');
    this.record = { ...this.record, claim: null, seal: { content: '{}', sha256: 's', signature: '', deskId: scene.actor.deskId, signedAt: scene.time, sheetRevision: 1 } };
  }
}

const NOBODY: Actor = { staffId: 'n', roles: [], deskId: 'desk-9' };

const BEGINNINGS = fc.oneof(
  fc.constantFrom(...CASE_STATES.filter((state) => state !== 'signed')).map((state) => caseInReview({ state, claim: null })),
  fc.constant(caseReadyToSign()),
  fc.constant(caseInReview()),
);

describe('no sequence of actions, whoever tries them and from wherever,', () => {
  it('reaches signed without every precondition, and none leaves it or changes what was signed', () => {
    let signed = 0;
    fc.assert(fc.property(BEGINNINGS, fc.array(MOVES, { maxLength: 60 }), (beginning, moves) => {
      const model = new Model(beginning);
      let final: CaseRecord | null = null;
      for (const move of moves) {
        model.play(move);
        if (final !== null) expect(model.record).toEqual(final);
        else if (model.record.state === 'signed') final = model.record;
      }
      expect(model.signings).toBeLessThanOrEqual(1);
      signed += model.signings;
    }), { numRuns: 400 });
    expect(signed).toBeGreaterThan(0);
  });
});
