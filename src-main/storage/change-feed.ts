import type { AuditEvent } from '../domain/audit-event';

/** One event of the store's log as a screen needs it to know what is old: no personal data. `seq` rises without gaps. */
export type StoreChange = Pick<AuditEvent, 'seq' | 'kind' | 'registrationNo' | 'deskId'>;

/** What a feed tells. `everything`: too much was missed to be told one by one, whatever is shown may be old. */
export type FeedNews = { kind: 'changes'; changes: readonly StoreChange[] } | { kind: 'everything' };

/** Whether the server that holds the store answers, and since when it does (not). */
export interface ServerLink {
  state: 'up' | 'lost';
  since: Date;
}

/**
 * Tells what was committed to the store, by this desk and by others, in the order of the log and soon after the commit.
 * Whoever opens it closes it.
 */
export interface ChangeFeed {
  onNews(listener: (news: FeedNews) => void): () => void;
  /** Null for a store of this machine: it is never away. */
  findLink(): ServerLink | null;
  onLink(listener: (link: ServerLink) => void): () => void;
  close(): Promise<void>;
}
