import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { DeskDatabase } from '../tables/desk-database';

/**
 * What the schema is, line by line, out of the catalogue itself rather than out of statements that a server writes anew:
 * their spelling changes from one version of PostgreSQL to the next.
 */
const PARTS: readonly RawBuilder<{ made: string }>[] = [
  sql`select 'table ' || c.relname || ' ' || c.relkind::text || ' security ' || c.relrowsecurity::text || ' inherits ' || (select count(*) from pg_inherits i where c.oid in (i.inhrelid, i.inhparent)) as made
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind not in ('i', 'S') and c.relname not like 'kysely\\_%'`,
  sql`select 'column ' || c.relname || ' ' || a.attnum || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text || ' ' || a.attidentity::text || ' ' || a.attgenerated::text
      || ' ' || coalesce(l.collname, '-') || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') as made
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely\\_%' and a.attnum > 0 and not a.attisdropped`,
  sql`select 'constraint ' || c.relname || ' ' || o.conname || ' ' || pg_get_constraintdef(o.oid) || ' ' || o.convalidated::text as made
    from pg_constraint o join pg_class c on c.oid = o.conrelid
    where c.relnamespace = 'public'::regnamespace and o.contype in ('c', 'f', 'p', 'u', 'x') and c.relname not like 'kysely\\_%'`,
  sql`select 'index ' || c.relname || ' ' || pg_get_indexdef(c.oid) || ' ' || (i.indisvalid and i.indisready)::text as made
    from pg_class c join pg_index i on i.indexrelid = c.oid join pg_class t on t.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and t.relname not like 'kysely\\_%'`,
  sql`select 'trigger ' || c.relname || ' ' || t.tgname || ' ' || t.tgtype || ' ' || t.tgenabled::text || ' ' || p.proname || ' ' || t.tgattr::text || ' ' || coalesce(t.tgnewtable, '-') || ' ' || coalesce(t.tgoldtable, '-')
      || ' ' || (t.tgqual is null)::text || ' ' || encode(t.tgargs, 'hex') as made
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal`,
  sql`select 'reference ' || c.relname || ' ' || o.conname || ' ' || t.tgtype || ' ' || t.tgenabled::text as made
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_constraint o on o.oid = t.tgconstraint
    where c.relnamespace = 'public'::regnamespace and t.tgisinternal`,
  sql`select 'function ' || p.proname || ' ' || pg_get_function_identity_arguments(p.oid) || ' ' || l.lanname || ' ' || p.provolatile::text || ' ' || p.prosecdef::text || ' ' || coalesce(p.proconfig::text, '-') || ' ' || p.prosrc as made
    from pg_proc p join pg_language l on l.oid = p.prolang where p.pronamespace = 'public'::regnamespace`,
  sql`select 'rule ' || c.relname || ' ' || r.rulename || ' ' || r.ev_type::text as made
    from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relnamespace = 'public'::regnamespace`,
];

/** Tables, columns, constraints, indexes, triggers, functions and rules in a fixed order; bookkeeping of the migrator left out. */
export async function listPostgresSchema(db: Kysely<DeskDatabase>): Promise<readonly string[]> {
  const parts: (readonly string[])[] = [];
  for (const part of PARTS) parts.push((await part.execute(db)).rows.map((row) => row.made).toSorted());
  return parts.flat();
}
