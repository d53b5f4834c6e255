import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../src-main/domain/case-record';
import { canBecome } from '../../src-main/domain/case-transitions';
import { REFUSAL_CODES } from '../../src-main/domain/refusal';
import { ok } from '../../src-main/domain/result';
import type { Actor } from '../../src-main/domain/vocabulary';
import { openDeskKeys } from '../../src-main/storage/desk-keys';
import type { DeskPorts } from '../../src-main/workflows/ports';
import { verifyStoredChain } from '../../src-main/workflows/verify-chain';
import { STORE_CREATED_AT, TEST_KEY, withTemporaryStore, type TemporaryStore } from '../support/temporary-store';
import { chooseCommand } from '../torture/races/race-commands';
import { furnishRace } from '../torture/races/race-site';
import { pick, randomOf } from '../torture/races/random';

const CLERK: Actor = { staffId: 'reviewer-1', roles: ['reviewer'], deskId: 'desk-1' };
const ACTORS: readonly [Actor, ...Actor[]] = [
  CLERK, CLERK, CLERK,
  { staffId: 'reviewer-2', roles: ['reviewer'], deskId: 'desk-2' },
  { staffId: 'approver-1', roles: ['approver'], deskId: 'desk-2' }, { staffId: 'administrator-1', roles: ['administrator'], deskId: 'desk-1' },
];

/** A clock that goes on with each command, so that leases end and days turn. */
class GoingClock {
  #now = new Date('2026-03-02T02:00:00Z').getTime();

  now(): Date {
    return new Date(this.#now);
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

async function portsOf({ store, dir }: TemporaryStore, clock: GoingClock): Promise<DeskPorts> {
  const keys = await openDeskKeys(dir, TEST_KEY);
  if (!keys.ok) throw new Error(keys.error.code);
  const { deskPublicPem: publicPem } = keys.value;
  await store.inTransaction(async (tx) => {
    for (const deskId of ['desk-1', 'desk-2']) await tx.addDeskKey({ deskId, publicPem, siteSignature: null, addedAt: STORE_CREATED_AT });
    return ok(null);
  });
  const never = (): never => {
    throw new Error('no story here touches files or PINs');
  };
  return { store, keys: keys.value, clock, newId: randomUUID, files: { stage: never, publish: never, read: never }, pins: { hash: never, verify: never } };
}

/** What a sealed case rests on, looked at apart from the rules that let it be signed. */
function expectEarned(before: CaseRecord, after: CaseRecord, actor: Actor): void {
  expect(before).toMatchObject({ state: 'readyToSign', claim: { deskId: actor.deskId }, sheet: { voidedAt: null } });
  expect(before.identityChecks.some(({ passed, visit }) => passed && visit === before.visit)).toBe(true);
  expect(before.corrections.filter(({ state }) => state === 'requested')).toEqual([]);
  expect(after).toMatchObject({ state: 'signed', claim: null, seal: { deskId: actor.deskId, sheetRevision: before.sheet?.revision } });
}

async function play(temporary: TemporaryStore, seed: number, moves: number): Promise<number> {
  const [random, clock] = [randomOf(seed), new GoingClock()];
  const ports = await portsOf(temporary, clock);
  const cases = await furnishRace(temporary.store, temporary.place, 2) as [string, ...string[]];
  const final = new Map<string, CaseRecord>();
  for (let move = 0; move < moves; move += 1) {
    const [no, actor] = [pick(random, cases), pick(random, ACTORS)];
    const before = (await ports.store.findCase(no))!;
    const answer = await chooseCommand({ record: before, actor, commandId: randomUUID(), now: clock.now(), random }).send(ports);
    const after = (await ports.store.findCase(no))!;
    if (!answer.ok) expect(REFUSAL_CODES.filter((code) => code !== 'unexpected' && code !== 'bad-input')).toContain(answer.error.code);
    if (final.has(no)) expect(after).toEqual(final.get(no));
    else if (after.state !== before.state && after.state === 'signed') expectEarned(before, after, actor);
    else if (after.state !== before.state) expect(canBecome(before.state, after.state) || before.state === 'waiting').toBe(true);
    if (after.state === 'signed') final.set(no, after);
    clock.pass(pick(random, [1_000, 1_000, 5_000, 5_000, 20_000, 150_000]));
  }
  expect((await verifyStoredChain(ports.store)).sound).toBe(true);
  return final.size;
}

describe('random people at random desks, on a real store,', () => {
  it('never sign a case that was not earned, never change one that is signed, and are told every refusal by its code', async () => {
    let signed = 0;
    for (const seed of [1, 2, 3]) await withTemporaryStore(async (temporary) => void (signed += await play(temporary, seed, 140)));
    expect(signed).toBeGreaterThan(0);
  }, 30_000);
});
