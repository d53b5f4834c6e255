import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { APPEND_ONLY_TABLES } from '../guarded-tables';
import type { DeskDatabase } from '../tables/desk-database';

/** Tables in which a desk only ever adds rows: its role may not even try to change one. */
const ONLY_ADDED = ['seal', 'signature', 'signed_picture', 'audit_event', 'blob', 'policy', 'material_bytes', ...APPEND_ONLY_TABLES.map(({ name }) => name)];

/** The first thing that fails when there is no such role, or when whoever asks owns nothing here. */
export async function letDesksIn(db: Kysely<DeskDatabase>, role: string): Promise<void> {
  await sql`grant usage on schema public to ${sql.ref(role)}`.execute(db);
}

/** What the role of the desks may do: read and write rows. Run by the owner after every migration. */
export async function grantToDesks(db: Kysely<DeskDatabase>, role: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(db);
  await sql`revoke create on schema public from public`.execute(db);
  for (const { name } of rows) {
    const table = sql.table(name);
    await sql`revoke all on ${table} from public, ${sql.ref(role)}`.execute(db);
    await sql`grant select on ${table} to ${sql.ref(role)}`.execute(db);
    if (name.startsWith('kysely_')) continue;
    await sql`grant insert on ${table} to ${sql.ref(role)}`.execute(db);
    if (!ONLY_ADDED.includes(name)) await sql`grant update, delete on ${table} to ${sql.ref(role)}`.execute(db);
  }
}

export interface RoleFinding {
  role: string;
  /** What the role could do to the rules of the record, in PostgreSQL's own words; null when nothing. */
  tooStrong: string | null;
}

/** PostgreSQL 15 and later: the right to set a parameter can be granted. */
const GRANTS_PARAMETERS = 150_000;

/** Who may say that a session is a replica's passes foreign keys, and every rule that is not always on. */
async function maySwitchRulesOff(db: Kysely<DeskDatabase>): Promise<boolean> {
  const version = await sql<{ number: number }>`select current_setting('server_version_num')::int as number`.execute(db);
  if ((version.rows[0]?.number ?? 0) < GRANTS_PARAMETERS) return false;
  const granted = await sql<{ may: boolean }>`select exists (select 1 from pg_roles r
    where pg_has_role(current_user, r.oid, 'member') and has_parameter_privilege(r.oid, 'session_replication_role', 'set, alter system')) as may`.execute(db);
  return granted.rows[0]?.may === true;
}

/**
 * Looks at what the role of this connection could do beside reading and writing rows, also by roles that it may become. A schema of
 * any name is enough to get past the rules: an operator that is made there is found before PostgreSQL's own.
 */
export async function findRoleStrength(db: Kysely<DeskDatabase>): Promise<RoleFinding> {
  const { rows } = await sql<{ role: string; too_strong: string | null }>`select current_user as role, concat_ws(', ',
      case when exists (select 1 from pg_roles r where (r.rolsuper or r.rolcreaterole or r.rolreplication) and pg_has_role(current_user, r.oid, 'member')) then 'superuser, createrole or replication' end,
      case when exists (select 1 from pg_class c where c.relnamespace = 'public'::regnamespace and pg_has_role(current_user, c.relowner, 'member')) then 'owner of tables' end,
      case when exists (select 1 from pg_proc p where p.pronamespace = 'public'::regnamespace and pg_has_role(current_user, p.proowner, 'member')) then 'owner of functions' end,
      case when exists (select 1 from pg_namespace n where n.nspname !~ '^pg_(temp|toast)' and has_schema_privilege(current_user, n.oid, 'create')) then 'create in schema' end,
      case when has_database_privilege(current_user, current_database(), 'create') then 'create schemas' end,
      case when pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'member') then 'owner of the database' end,
      case when exists (select 1 from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(current_user, c.oid, 'truncate, trigger')) then 'truncate or trigger' end,
      case when exists (select 1 from pg_roles r where r.rolname in ('pg_write_server_files', 'pg_execute_server_program', 'pg_write_all_data') and pg_has_role(current_user, r.oid, 'member')) then 'writes beside the tables' end
    ) as too_strong`.execute(db);
  const [found] = rows;
  if (found === undefined) throw new Error('the server does not say who we are');
  const rights = [found.too_strong ?? '', (await maySwitchRulesOff(db)) ? 'set session_replication_role' : ''].filter((right) => right !== '');
  return { role: found.role, tooStrong: rights.length === 0 ? null : rights.join(', ') };
}
