import { expect, test } from 'vitest';
import { isOfOtherPoint } from '../../src-main/domain/scene';
import { loadSiteStanding } from '../../src-main/workflows/load-scene';
import { POSTGRESQL, SQLITE, type Engine } from '../support/engines';
import { registrationNoOf, registrationRow, storeRegistrations } from '../support/stored-registrations';

/** Somebody of point 9901 comes to a desk that was given point 9907. */
function isSentAway(engine: Engine): Promise<boolean> {
  return engine.withStore(async ({ store, place }) => {
    await storeRegistrations(place, [registrationRow(1)]);
    const [record, site] = [await store.findCase(registrationNoOf(1)), await loadSiteStanding(store)];
    if (record === null) throw new Error('no such case');
    expect((await store.getFacts()).points).toEqual(['9907']);
    return isOfOtherPoint({ record, site }) || await store.inTransaction(async (tx) => ({ ok: true, value: isOfOtherPoint({ record, site: await loadSiteStanding(tx) }) })).then((told) => !told.ok || told.value);
  }, { points: ['9907'] });
}

test('a desk with a store of its own sends people of other points to theirs: two stores must not both seal a case', async () => {
  expect(await isSentAway(SQLITE)).toBe(true);
});

test('desks that share a store serve the people of every point: the store lets nobody seal twice', async () => {
  expect(await isSentAway(POSTGRESQL)).toBe(false);
});
