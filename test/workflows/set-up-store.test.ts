import { describe, expect, it } from 'vitest';
import type { Role } from '../../src-main/domain/vocabulary';
import { setUpStore } from '../../src-main/workflows/set-up-store';
import { withTemporaryFolder } from '../support/temporary-store';

const PEOPLE = ['丁', '乙', '庚', '甲', '己', '丙', '戊'].map((name, i) => ({ name: `测试${name}`, pin: `28041${i}`, roles: ['reviewer'] satisfies Role[] }));

describe('the first people of a store', () => {
  it('stand in the order in which they were entered: their keys at the sign-in are those that they know', async () => {
    await withTemporaryFolder(async (dir) => {
      const place = { dir, keyStore: null, options: {}, pins: { hash: () => Promise.resolve('none'), verify: () => Promise.resolve(false) }, clock: { now: () => new Date('2026-03-02T02:00:00Z') } };
      const made = await setUpStore(place, { kind: 'training', deskId: 'desk-1', points: [], staff: PEOPLE, passphrase: null });
      if (!made.ok) throw new Error(made.error.code);
      expect((await made.value.store.listStaff()).map(({ name }) => name)).toEqual(PEOPLE.map(({ name }) => name));
      await made.value.store.close();
    });
  });
});
