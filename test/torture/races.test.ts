import { chmod, readdir, watch } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startProgram } from '../support/child-program';
import { CLUSTER_OWNER } from '../support/postgres-cluster';
import { DESKS } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import { withTemporaryFolder } from '../support/temporary-store';
import { runRace, type Race } from './races/run-race';

describe('desks that race for the same cases, their connections cut at random,', () => {
  it('never seal a case twice, never leave a gap in the log, apply each command once and are told every refusal by its code', () => withTestDatabase(async ({ name, port }) => {
    const ground = { port, urlOf: (at: number) => `postgresql://${DESKS}@127.0.0.1:${at}/${name}`, superuserUrl: `postgresql://${CLUSTER_OWNER}@127.0.0.1:${port}/postgres` };
    const report = await runRace({ commands: 320, desks: 4, seed: 20_260_301, cases: 10, cutEveryMs: 150 }, ground);
    expect(report.findings).toEqual([]);
    expect(report.seals).toBeGreaterThan(0);
    expect(report.cuts + report.ended).toBeGreaterThan(3);
  }), 60_000);

  it('leave no server and no folder behind when the program of the races is ended in the middle', () => withTemporaryFolder(async (dir) => {
    await chmod(dir, 0o755);
    vi.stubEnv('TMPDIR', dir);
    onTestFinished(() => void vi.unstubAllEnvs());
    const race: Race = { commands: 1_000_000, desks: 2, seed: 1, cases: 2, cutEveryMs: 150 };
    const folders = watch(dir)[Symbol.asyncIterator]();
    const program = startProgram(join(import.meta.dirname, 'races/race-program.ts'), [JSON.stringify([race])]);
    for (let made = await folders.next(); made.value?.filename?.startsWith('countersign-race-') !== true;) made = await folders.next();
    await program.end('SIGTERM');
    expect(await readdir(dir)).toEqual([]);
  }), 60_000);
});
