import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdentityRow, PendingCardView } from '../../../src-preload/contract/cases';
import { reasonsOf, samePersonNow, type Answers } from '../../../src-renderer/features/case/identity/identity-answers';

function row(field: IdentityRow['field'], result: IdentityRow['result']): IdentityRow {
  return { field, chip: 'x', registration: 'y', result, why: null };
}

function card(rows: readonly IdentityRow[], passable: boolean): PendingCardView {
  return { readId: 'read-1', rows, passable, clean: rows.every(({ result }) => result === 'same' || result === 'equivalent'), photoDecoded: false };
}

describe('"same person"', () => {
  it('can be said at once of a card on which everything agrees', () => {
    expect(samePersonNow(card([row('name', 'same'), row('nation', 'equivalent')], true), {})).toEqual({ kind: 'confirm', told: 'clean' });
  });

  it('can never be said of a card that main does not let pass, whatever is answered', () => {
    const answers = fc.record({ name: fc.constantFrom('same', 'differs'), sex: fc.constantFrom('same', 'differs') }, { requiredKeys: [] });
    fc.assert(fc.property(answers, (given) => {
      expect(samePersonNow(card([row('name', 'needsHuman'), row('idNumber', 'differs')], false), given as Answers)).toEqual({ kind: 'impossible' });
    }));
  });

  it('waits for every question, in the order of the rows', () => {
    const asked = card([row('name', 'needsHuman'), row('sex', 'needsHuman')], true);
    expect(samePersonNow(asked, {})).toEqual({ kind: 'answerFirst', field: 'name' });
    expect(samePersonNow(asked, { name: 'same' })).toEqual({ kind: 'answerFirst', field: 'sex' });
    expect(samePersonNow(asked, { name: 'same', sex: 'same' })).toEqual({ kind: 'confirm', told: 'answered' });
  });

  it('is said with a warning when a human found a difference: what it comes to is for the rules to say', () => {
    expect(samePersonNow(card([row('name', 'needsHuman')], true), { name: 'differs' })).toEqual({ kind: 'confirm', told: 'doubtful' });
  });

  it('is told that a difference remains which does not decide who this is', () => {
    expect(samePersonNow(card([row('name', 'same'), row('nation', 'differs')], true), {})).toEqual({ kind: 'confirm', told: 'differences' });
  });

  it('takes the reasons of a row one by one', () => {
    expect(reasonsOf({ ...row('validity', 'differs'), why: 'expired,approverDecides' })).toEqual(['expired', 'approverDecides']);
    expect(reasonsOf(row('name', 'same'))).toEqual([]);
  });
});
