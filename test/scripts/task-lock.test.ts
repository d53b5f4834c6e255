import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTaskLock } from '../../scripts/task-lock.ts';

describe('work that only one process may do at a time', () => {
  it('is done one after the other', async () => {
    let running = 0;
    const done: number[] = [];
    const work = async (number: number): Promise<void> => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      done.push(number);
    };
    await Promise.all([1, 2, 3, 4].map((number) => withTaskLock('test of turns', () => work(number))));
    expect(done.sort()).toEqual([1, 2, 3, 4]);
  });

  it('goes on after work that failed', async () => {
    const failing = withTaskLock('test of failure', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await withTaskLock('test of failure', () => Promise.resolve('next'))).toBe('next');
  });

  it('goes on when the process that did it was killed', async () => {
    const script = `
      import { withTaskLock } from ${JSON.stringify(join(import.meta.dirname, '../../scripts/task-lock.ts'))};
      await withTaskLock('test of death', () => {
        console.log('holding');
        return new Promise((resolve) => setTimeout(resolve, 60_000));
      });`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const next = withTaskLock('test of death', () => Promise.resolve(holder.signalCode !== null || holder.killed));
    holder.kill('SIGKILL');
    expect(await next).toBe(true);
  });
});
