import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../schema-dialect';

/** Registrations that fell out of the queue when a newer package wrote them again. */
async function listMissing(db: Kysely<unknown>): Promise<void> {
  await sql`insert into case_queue (registration_no, state, name, name_pinyin, name_initials)
    select r.registration_no, coalesce(c.state, 'waiting'), r.name, r.name_pinyin, r.name_initials
    from registration r left join review_case c on c.registration_no = r.registration_no
    where r.withdrawn = 0 and not exists (select 1 from case_queue q where q.registration_no = r.registration_no)`.execute(db);
}

/** A registration leaves the queue, or comes back, only when it was withdrawn or is no more; who falls out by mistake is listed again. */
export function queueKeepsWhomItHas(dialect: SchemaDialect): Migration {
  return {
    async up(db) {
      await dialect.mendQueueRules(db);
      await listMissing(db);
    },
  };
}
