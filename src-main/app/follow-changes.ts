import type { AuditKind } from '../domain/audit-event';
import type { ChangeFeed, FeedNews, StoreChange } from '../storage/change-feed';
import type { Desk, OpenDesk } from './desk';
import { giveUpCounter } from './give-up-counter';
import { takeSiteCode } from '../workflows/store-keys';
import { siteTimeZone } from '../workflows/tell-log';

/** Events of the log after which nothing on any screen looks different. */
const SILENT: ReadonlySet<AuditKind> = new Set<AuditKind>(['staff.signedIn', 'staff.signInFailed', 'staff.signedOut', 'attempt.refused', 'store.opened', 'export.started', 'export.completed']);

function casesIn(changes: readonly StoreChange[]): readonly string[] {
  return [...new Set(changes.flatMap(({ kind, registrationNo }) => (registrationNo === null || SILENT.has(kind) ? [] : [registrationNo])))];
}

function isAboutSite({ kind, registrationNo }: StoreChange): boolean {
  return registrationNo === null && !SILENT.has(kind);
}

/** The site was closed or learned its name at some desk: what this desk keeps of it is read again. */
async function readSite(desk: Desk, open: OpenDesk): Promise<void> {
  const { store } = open.ports;
  [open.facts, open.closing, open.timeZone] = [await store.getFacts(), await store.findSiteClosing(), await siteTimeZone(store)];
  desk.announceSession();
  desk.announcer.announce('desk.refreshed', {});
}

async function follow(desk: Desk, open: OpenDesk, news: FeedNews): Promise<void> {
  if (news.kind === 'everything') {
    await takeSiteCode(open.ports.store);
    await readSite(desk, open);
    const current = open.counter.findServed();
    if (current !== null) await giveUpCounter(desk, open, current);
    return;
  }
  if (news.changes.some(({ kind }) => kind === 'recoveryCode.reissued')) await takeSiteCode(open.ports.store);
  for (const registrationNo of casesIn(news.changes)) desk.announcer.announce('cases.changed', { registrationNo });
  const elsewhere = news.changes.filter(({ deskId }) => deskId !== open.facts.deskId);
  const current = open.counter.findServed();
  if (current !== null && casesIn(elsewhere).includes(current)) await giveUpCounter(desk, open, current);
  if (elsewhere.some(isAboutSite) || news.changes.some(({ kind }) => kind === 'site.closed')) await readSite(desk, open);
}

/**
 * Whatever is committed to the store, here or at another desk, reaches the screens of this desk: lists, the open case,
 * approvals and claims ask again. A case that another desk took over leaves this counter.
 */
export function followChanges(desk: Desk, open: OpenDesk, feed: ChangeFeed): () => void {
  const logged = (work: Promise<void>): void => void work.catch((cause: unknown) => desk.log.warn({ cause: String(cause) }, 'change not followed'));
  const stops = [
    feed.onNews((news) => logged(follow(desk, open, news))),
    feed.onLink((link) => {
      desk.log.warn({ state: link.state }, 'server link');
      desk.announcer.announce('desk.link', desk.linkView());
      desk.announcer.announce('candidate.changed', open.signing.view());
      if (link.state === 'up') logged(follow(desk, open, { kind: 'everything' }));
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
