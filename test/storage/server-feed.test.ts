import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { joinStore, type JoinedStore } from '../../src-main/app/join-store';
import { ok } from '../../src-main/domain/result';
import type { FeedNews, ServerLink } from '../../src-main/storage/change-feed';
import { ANSWER_WITHIN_MS, HEARTBEAT_MS } from '../../src-main/storage/server-feed';
import { connectToServer } from '../../src-main/storage/connection';
import { StorageFailure } from '../../src-main/storage/storage-failure';
import type { Store } from '../../src-main/storage/store';
import { withSite, type Site } from '../support/site-desks';

const AT = { deskId: 'desk-1', staffId: 'reviewer-1', at: '2026-03-01T09:00:00+08:00' };
const STOPPED = { now: () => new Date(0) };

function tellEvent(store: Store, registrationNo: string): Promise<{ ok: boolean }> {
  return store.inTransaction(async (tx) => ok(await tx.append(AT, { kind: 'case.claimed', registrationNo, payload: {} })));
}

/** The second desk's feed, with everything that it tells. */
async function following(site: Site, work: (desk: JoinedStore & { told: string[]; heard(no: string): Promise<number>; turned(state: ServerLink['state']): Promise<number> }) => Promise<void>): Promise<void> {
  const joined = await joinStore(site.second, site.server, { clock: STOPPED });
  const told: string[] = [];
  const waiting = new Set<() => void>();
  const numbers = (news: FeedNews): readonly string[] => (news.kind === 'everything' ? ['everything'] : news.changes.map(({ registrationNo }) => registrationNo ?? '-'));
  joined.feed.onNews((news) => {
    told.push(...numbers(news));
    for (const look of waiting) look();
  });
  const heard = (no: string): Promise<number> => new Promise((resolve) => {
    const look = (): void => void (told.includes(no) && resolve(performance.now()));
    waiting.add(look);
    look();
  });
  const turned = (state: ServerLink['state']): Promise<number> => new Promise((resolve) => {
    if (joined.feed.findLink()?.state === state) return resolve(performance.now());
    const stop = joined.feed.onLink((link) => {
      if (link.state !== state) return;
      stop();
      resolve(performance.now());
    });
  });
  try {
    await work({ ...joined, told, heard, turned });
  } finally {
    await joined.feed.close();
  }
}

describe('what one desk commits', () => {
  it('is told to the other within a second, in the order of the log and without a person’s data', () => withSite((site) => following(site, async ({ heard, told, feed }) => {
    const seen: FeedNews[] = [];
    feed.onNews((news) => void seen.push(news));
    const begun = performance.now();
    for (const no of ['20269901000001', '20269901000002', '20269901000003']) expect(await tellEvent(site.first, no)).toMatchObject({ ok: true });
    const arrived = await heard('20269901000003');
    expect(arrived - begun).toBeLessThan(1_000);
    expect(told).toEqual(['20269901000001', '20269901000002', '20269901000003']);
    expect(Object.keys(seen[0]?.kind === 'changes' ? seen[0].changes[0] ?? {} : {}).sort()).toEqual(['deskId', 'kind', 'registrationNo', 'seq']);
  })));

  it('is told to nobody when it was rolled back', () => withSite((site) => following(site, async ({ heard, told }) => {
    await site.first.inTransaction(async (tx) => {
      await tx.append(AT, { kind: 'case.claimed', registrationNo: '20269901000001', payload: {} });
      return { ok: false, error: 'refused' };
    });
    await tellEvent(site.first, '20269901000002');
    await heard('20269901000002');
    expect(told).toEqual(['20269901000002']);
  })));

  it('is told from the log alone: what somebody else sends on the channel is no news, and hides none', () => withSite((site) => following(site, async ({ heard, told }) => {
    const { seq } = await site.first.getAuditHead();
    const stranger = connectToServer(site.server, { mode: 'write' });
    const made = { seq: seq + 1, kind: 'case.signed', registrationNo: '20269901000009', deskId: 'desk-9' };
    for (const sent of ['5', 'null', '"x"', '{"seq":"9"}', '{"seq":1e99}', 'no json', JSON.stringify(made), JSON.stringify({ ...made, seq: 99_999 })]) await sql`select pg_notify('countersign', ${sent})`.execute(stranger.db);
    await stranger.close();
    await tellEvent(site.first, '20269901000001');
    await tellEvent(site.first, '20269901000002');
    await heard('20269901000002');
    expect(told).toEqual(['20269901000001', '20269901000002']);
  })));

  it('is told once when the desk is back, also what was missed meanwhile', () => withSite((site) => following(site, async ({ heard, told, turned }) => {
    await tellEvent(site.first, '20269901000001');
    await heard('20269901000001');
    site.network.cut();
    await turned('lost');
    await tellEvent(site.first, '20269901000002');
    await tellEvent(site.first, '20269901000003');
    await turned('up');
    await tellEvent(site.first, '20269901000004');
    await heard('20269901000004');
    expect(told).toEqual(['20269901000001', '20269901000002', '20269901000003', '20269901000004']);
  })));
});

describe('a server that is lost', () => {
  it('is noticed in seconds when the cable is pulled; reads and writes are refused at once and by their code', () => withSite((site) => following(site, async ({ store, turned }) => {
    expect((await store.getAuditHead()).seq).toBeGreaterThan(0);
    const pulledAt = performance.now();
    site.network.pull();
    const writing = tellEvent(store, '20269901000001');
    const lostAt = await turned('lost');
    expect(lostAt - pulledAt).toBeLessThan(HEARTBEAT_MS + ANSWER_WITHIN_MS + 1_000);
    expect(await writing).toEqual({ ok: false, error: { code: 'server-lost', applied: 'unknown' } });
    expect(await tellEvent(store, '20269901000002')).toEqual({ ok: false, error: { code: 'server-unreachable' } });
    const reading = await store.getAuditHead().catch((cause: unknown) => cause);
    expect(reading instanceof StorageFailure && reading.trouble.code).toBe('server-unreachable');
    site.network.mend();
    await turned('up');
    expect(await tellEvent(store, '20269901000003')).toMatchObject({ ok: true });
  })), 20_000);

  it('ends a write that was under way with its code, and the desk goes on by itself', () => withSite((site) => following(site, async ({ store, turned }) => {
    const outcome = store.inTransaction(async (tx) => {
      await tx.append(AT, { kind: 'case.claimed', registrationNo: '20269901000001', payload: {} });
      site.network.cut();
      return ok(await tx.append(AT, { kind: 'case.claimed', registrationNo: '20269901000002', payload: {} }));
    });
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'server-lost' } });
    await turned('up');
    expect(await tellEvent(store, '20269901000003')).toMatchObject({ ok: true });
    const events = await site.first.listEvents({ fromSeq: 1, limit: 100 });
    expect(events.filter(({ kind }) => kind === 'case.claimed').map(({ registrationNo }) => registrationNo)).toEqual(['20269901000003']);
  })), 20_000);

  it('gives its own time to every desk, whatever the desk’s clock says', () => withSite((site) => following(site, async ({ clock }) => {
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(500);
    expect(clock.now().getTime()).toBeLessThanOrEqual(clock.now().getTime());
  })));
});
