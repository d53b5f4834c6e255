import type { ChangeFeed, FeedNews, ServerLink, StoreChange } from './change-feed';
import { backOffMs } from './back-off';
import { listenTo, type Listener } from './dialects/postgres-listener';
import type { ServerPlace } from './server-address';
import type { StoreReader } from './store';

/** How often the server is asked whether it is there, and how long it may take to answer. A pulled cable shows in their sum. */
export const HEARTBEAT_MS = 2_000;
export const ANSWER_WITHIN_MS = 2_500;
/** Who missed more than this is not told one by one. */
const CATCH_UP_AT_MOST = 500;

export interface ServerFeedPorts {
  reader: Pick<StoreReader, 'getAuditHead' | 'listEvents'>;
  /** 0 to 1. */
  random(): number;
  /** The server's clock was read: its time at this moment of the desk's own steady clock, both in milliseconds. */
  onServerTime(serverMs: number, steadyMs: number): void;
  listen?: typeof listenTo;
}

/**
 * News of a store on a server: the server tells of each commit, and what is told further is read from the log, so nothing is left
 * out, be it missed while the connection was away, and nothing is made up. The server is asked again and again whether
 * it is there; when it is lost the desk is told at once, and the connection is made again by itself.
 */
export class ServerFeed implements ChangeFeed {
  readonly #place: ServerPlace;
  readonly #ports: ServerFeedPorts;
  readonly #news = new Set<(news: FeedNews) => void>();
  readonly #links = new Set<(link: ServerLink) => void>();
  #link: ServerLink = { state: 'up', since: new Date() };
  #listener: Listener | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #seen = 0;
  #catching: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(place: ServerPlace, ports: ServerFeedPorts) {
    this.#place = place;
    this.#ports = ports;
  }

  /** Begins with what is there now; a server that is away is tried again like one that was lost. */
  async begin(): Promise<void> {
    try {
      this.#seen = (await this.#ports.reader.getAuditHead()).seq;
      await this.#connect();
    } catch {
      this.#lose();
    }
  }

  onNews(listener: (news: FeedNews) => void): () => void {
    this.#news.add(listener);
    return () => void this.#news.delete(listener);
  }

  findLink(): ServerLink {
    return this.#link;
  }

  onLink(listener: (link: ServerLink) => void): () => void {
    this.#links.add(listener);
    return () => void this.#links.delete(listener);
  }

  /** Somebody met a dead connection: the server is asked now, and not at the next heartbeat. */
  suspect(): void {
    if (this.#link.state === 'up') this.#beatAfter(0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#listener?.close();
    await this.#catching;
  }

  async #connect(): Promise<void> {
    const listen = this.#ports.listen ?? listenTo;
    let mine: Listener | null = null;
    const listener = await listen(this.#place, {
      onChange: (change) => this.#take(change),
      onEnd: () => {
        if (mine !== null && this.#listener === mine) this.#lose();
      },
    });
    mine = listener;
    if (this.#closed) return listener.close();
    this.#listener = listener;
    await this.#askTime(listener);
    // Listening began before this reading: what is committed in between comes twice and is told once.
    await this.#catchUp();
    this.#failures = 0;
    this.#turn('up');
    this.#beatAfter(HEARTBEAT_MS);
  }

  async #askTime(listener: Listener): Promise<void> {
    const before = performance.now();
    const server = await listener.ask(ANSWER_WITHIN_MS);
    const after = performance.now();
    this.#ports.onServerTime(server, (before + after) / 2);
  }

  #beatAfter(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#beat(), ms);
    this.#timer.unref();
  }

  async #beat(): Promise<void> {
    const listener = this.#listener;
    if (listener === null) return;
    try {
      await this.#askTime(listener);
      if (this.#listener === listener) this.#beatAfter(HEARTBEAT_MS);
    } catch {
      if (this.#listener === listener) this.#lose();
    }
  }

  #lose(): void {
    const listener = this.#listener;
    this.#listener = null;
    listener?.close();
    if (this.#closed) return;
    this.#turn('lost');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tryAgain(), backOffMs(this.#failures, this.#ports.random()));
    this.#timer.unref();
    this.#failures += 1;
  }

  async #tryAgain(): Promise<void> {
    try {
      await this.#connect();
    } catch {
      this.#lose();
    }
  }

  #turn(state: ServerLink['state']): void {
    if (this.#link.state === state || this.#closed) return;
    this.#link = { state, since: new Date() };
    for (const listener of this.#links) listener(this.#link);
  }

  /** Anybody who may connect can send on the channel: what is sent says only that the log may have grown, and the log is asked. */
  #take({ seq }: Partial<StoreChange>): void {
    this.#catching = this.#catching.then(() => (Number.isSafeInteger(seq) && Number(seq) > this.#seen ? this.#readMissed() : undefined)).catch(() => this.#lose());
  }

  #catchUp(): Promise<void> {
    const caught = this.#catching.then(() => this.#readMissed());
    this.#catching = caught.catch(() => undefined);
    return caught;
  }

  async #readMissed(): Promise<void> {
    const missed = await this.#ports.reader.listEvents({ fromSeq: this.#seen + 1, limit: CATCH_UP_AT_MOST + 1 });
    if (missed.length <= CATCH_UP_AT_MOST) return this.#tell(missed.map(({ seq, kind, registrationNo, deskId }) => ({ seq, kind, registrationNo, deskId })));
    this.#seen = (await this.#ports.reader.getAuditHead()).seq;
    for (const listener of this.#news) listener({ kind: 'everything' });
  }

  #tell(changes: readonly StoreChange[]): void {
    this.#seen = changes.at(-1)?.seq ?? this.#seen;
    if (changes.length > 0) for (const listener of this.#news) listener({ kind: 'changes', changes });
  }
}
