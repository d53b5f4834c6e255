import { describe, expect, it } from 'vitest';
import { Afterwards } from '../../src-main/app/afterwards';
import { toldLog } from './told-log';

describe('work that goes on after its answer', () => {
  it('is waited for, however long it takes', async () => {
    const afterwards = new Afterwards(toldLog());
    const work = Promise.withResolvers<void>();
    afterwards.add(work.promise);
    let isSettled = false;
    const settled = afterwards.settle().then(() => (isSettled = true));
    await Promise.resolve();
    expect(isSettled).toBe(false);
    work.resolve();
    await settled;
    expect(isSettled).toBe(true);
  });

  it('that fails is told to the log under a number and holds nobody up', async () => {
    const log = toldLog();
    const afterwards = new Afterwards(log);
    afterwards.add(Promise.reject(new Error('no room for the papers')));
    await afterwards.settle();
    expect(log.lines).toMatchObject([{ level: 'error', facts: { incident: expect.stringMatching(/^[0-9a-f]{8}$/) as string, cause: expect.stringContaining('no room for the papers') as string } }]);
  });
});
