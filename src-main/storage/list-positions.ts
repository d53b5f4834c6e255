import type { Kysely } from 'kysely';
import type { CaseState } from '../domain/case-record';
import type { AuditEvent } from '../domain/audit-event';
import type { RegistrationNo } from '../domain/vocabulary';
import { getAuditHead, listEvents } from './audit-log';
import { countInStates, numbersInStates } from './case-numbers';
import type { DeskDatabase } from './tables/desk-database';

type Db = Kysely<DeskDatabase>;

/** Registrations from `from` up to the next block's. */
interface Block {
  from: RegistrationNo;
  n: number;
}

/** Blocks from the first registration on, as the store was after event `seq`; `end` begins what was not walked yet. */
interface Walk {
  seq: number;
  blocks: readonly Block[];
  end: RegistrationNo;
}

/** Where a row of a list stands: so many rows after the registration `from`, or after the next one when that is not in the list. */
export interface ListPosition {
  from: RegistrationNo;
  skip: number;
}

const BLOCK_ROWS = 5_000;
/** After more events than this, walking again costs less. */
const FOLLOWED_AT_MOST = 500;

/** What an import changes stands in the log as one event. */
function isFollowable({ kind }: AuditEvent): boolean {
  return !kind.startsWith('import.') && !kind.startsWith('store.');
}

/**
 * Remembers where the rows of long lists are, so that a jump into the depth of a list does not walk through all of it again.
 * The log tells what has changed since: a case's state never changes without an event. Always told within one snapshot.
 */
export class ListPositions {
  readonly #rows: number;
  readonly #walks = new Map<string, Walk>();

  constructor(rows = BLOCK_ROWS) {
    this.#rows = rows;
  }

  /** Where the row at `offset` is among the registrations in these states, by number. */
  async find(db: Db, states: readonly CaseState[], offset: number): Promise<ListPosition> {
    if (offset < this.#rows) return { from: '', skip: offset };
    const key = states.toSorted().join();
    const { seq } = await getAuditHead(db);
    const walk = await this.#walkOf(db, states, this.#walks.get(key), seq);
    const found = await this.#walkTo(db, states, walk, offset);
    this.#walks.set(key, found.walk);
    return found.position;
  }

  /** What is remembered, brought up to `seq`; nothing when too much has happened since, or when this snapshot is an older one. */
  async #walkOf(db: Db, states: readonly CaseState[], known: Walk | undefined, seq: number): Promise<Walk> {
    const nothing: Walk = { seq, blocks: [], end: '' };
    if (known === undefined || known.seq > seq) return nothing;
    if (known.seq === seq) return known;
    const events = await listEvents(db, { fromSeq: known.seq + 1, limit: FOLLOWED_AT_MOST + 1 });
    if (events.length > FOLLOWED_AT_MOST || !events.every(isFollowable)) return nothing;
    const touched = [...new Set(events.flatMap(({ registrationNo }) => registrationNo ?? []))];
    const blocks: Block[] = [];
    for (const [i, block] of known.blocks.entries()) {
      const next = known.blocks[i + 1]?.from ?? known.end;
      const isTouched = touched.some((no) => no >= block.from && no < next);
      blocks.push(isTouched ? { ...block, n: await countInStates(db, states, { from: block.from, before: next }) } : block);
    }
    return { seq, blocks, end: known.end };
  }

  async #walkTo(db: Db, states: readonly CaseState[], walk: Walk, offset: number): Promise<{ walk: Walk; position: ListPosition }> {
    let before = 0;
    for (const { from, n } of walk.blocks) {
      if (offset < before + n) return { walk, position: { from, skip: offset - before } };
      before += n;
    }
    const blocks = [...walk.blocks];
    let { end } = walk;
    while (offset >= before + this.#rows) {
      const next = await numbersInStates(db, states, this.#rows + 1, end).limit(1).offset(this.#rows).executeTakeFirst();
      if (next === undefined) break;
      blocks.push({ from: end, n: this.#rows });
      before += this.#rows;
      end = next.registration_no;
    }
    return { walk: { ...walk, blocks, end }, position: { from: end, skip: offset - before } };
  }
}
