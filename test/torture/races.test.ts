import { describe, expect, it } from 'vitest';
import { CLUSTER_OWNER } from '../support/postgres-cluster';
import { DESKS } from '../support/postgres-on-demand';
import { withTestDatabase } from '../support/server-store';
import { runRace } from './races/run-race';

describe('desks that race for the same cases, their connections cut at random,', () => {
  it('never seal a case twice, never leave a gap in the log, apply each command once and are told every refusal by its code', () => withTestDatabase(async ({ name, port }) => {
    const ground = { port, urlOf: (at: number) => `postgresql://${DESKS}@127.0.0.1:${at}/${name}`, superuserUrl: `postgresql://${CLUSTER_OWNER}@127.0.0.1:${port}/postgres` };
    const report = await runRace({ commands: 320, desks: 4, seed: 20_260_301, cases: 10, cutEveryMs: 150 }, ground);
    expect(report.findings).toEqual([]);
    expect(report.seals).toBeGreaterThan(0);
    expect(report.cuts + report.ended).toBeGreaterThan(3);
  }), 60_000);
});
