import type { AppendOnlyTable, GuardedTable } from '../guarded-tables';
import { FIRST_PREV_HASH } from '../../domain/audit-event';

/** The one write lock of a store (advisory, per database): the mark "CSGN" and a number. */
export const WRITE_LOCK = `${0x4353474e}, 1`;
/** The lock of the one import at a time. */
export const IMPORT_LOCK = `${0x4353474e}, 2`;

/**
 * A PL/pgSQL function of the rules. Names are written out with their schema: a temporary table of the same name would be
 * found before ours otherwise. Volatile, so that each statement inside sees what was committed until then.
 */
function rule(name: string, body: string, returns = 'trigger'): string {
  return `create function public.${name}() returns ${returns} language plpgsql volatile as $rule$ begin ${body} end $rule$`;
}

function refuse(message: string): string {
  return `raise exception '${message}';`;
}

function sealed(registrationNo: string): string {
  return `exists (select 1 from public.seal where registration_no = ${registrationNo})`;
}

const HOLD = 'perform public.hold_write_lock();';
const REFUSE_SEALED_OLD = `if ${sealed('old.registration_no')} then ${refuse('finality: case-signed')} end if;`;
const REFUSE_SEALED_NEW = `if ${sealed('new.registration_no')} then ${refuse('finality: case-signed')} end if;`;

/**
 * Every write to the record holds the write lock from here to its transaction's end, also when it came past the app's own
 * way to write. Under READ COMMITTED alone a rule sees what another desk has just committed.
 */
const WRITE_LOCK_RULE = rule('hold_write_lock', `
  if current_setting('transaction_isolation') <> 'read committed' then ${refuse('record: isolation')} end if;
  perform pg_advisory_xact_lock(${WRITE_LOCK});`, 'void');

/** Fires in every session role, so that not even a session which plays a replica gets past it. */
function trigger(name: string, when: string, table: string, rule: string): readonly string[] {
  const each = when.includes('truncate') ? 'statement' : 'row';
  return [`create trigger ${name} before ${when} on public.${table} for each ${each} execute function public.${rule}()`, `alter table public.${table} enable always trigger ${name}`];
}

const GUARD_RULES = [
  rule('refuse_sealed_insert', `${HOLD} ${REFUSE_SEALED_NEW} return new;`),
  rule('refuse_sealed_update', `${HOLD} ${REFUSE_SEALED_OLD} ${REFUSE_SEALED_NEW} return new;`),
  rule('refuse_sealed_delete', `${HOLD} ${REFUSE_SEALED_OLD} return old;`),
  rule('refuse_truncate', refuse('finality: no-truncate')),
  rule('refuse_change', refuse('finality: append-only')),
];

/** A conflict with a row of another registration (INSERT … ON CONFLICT DO UPDATE) comes as an update of that row. */
function guardTriggers({ name }: GuardedTable): readonly string[] {
  return [
    ...trigger(`${name}_final_insert`, 'insert', name, 'refuse_sealed_insert'),
    ...trigger(`${name}_final_update`, 'update', name, 'refuse_sealed_update'),
    ...trigger(`${name}_final_delete`, 'delete', name, 'refuse_sealed_delete'),
  ];
}

/** The one change that a sealed case still takes: its own seal's transaction turns the state. */
const TURNS_TO_SIGNED = `old.state = 'readyToSign' and new.state = 'signed' and new.registration_no = old.registration_no
  and new.visit = old.visit and new.policy_digest = old.policy_digest`;

function caseUpdateRule(turns: string): string {
  return rule('check_case_update', `${HOLD}
      if not (${turns}) then ${REFUSE_SEALED_OLD} ${REFUSE_SEALED_NEW} end if;
      if new.state = 'signed' and not ${sealed('new.registration_no')} then ${refuse('record: not-sealed')} end if;
      return new;`);
}

/**
 * The same, of which nothing else may change on the way: one version on at most, the hour of the seal, and neither what was owed nor
 * a refusal. Replaces the rule of `caseRules`.
 */
export function sealingRules(): readonly string[] {
  const turnsAlone = `${TURNS_TO_SIGNED}
  and new.version in (old.version, old.version + 1) and new.supplement is not distinct from old.supplement and new.refusal is not distinct from old.refusal
  and (new.updated_at = old.updated_at or new.updated_at = (select signed_at from public.seal where registration_no = new.registration_no))`;
  return [caseUpdateRule(turnsAlone).replace('create function', 'create or replace function')];
}

function caseRules(): readonly string[] {
  return [
    rule('check_case_insert', `${HOLD} ${REFUSE_SEALED_NEW} if new.state = 'signed' then ${refuse('record: not-sealed')} end if; return new;`),
    caseUpdateRule(TURNS_TO_SIGNED),
    ...trigger('review_case_final_insert', 'insert', 'review_case', 'check_case_insert'),
    ...trigger('review_case_final_update', 'update', 'review_case', 'check_case_update'),
    ...trigger('review_case_final_delete', 'delete', 'review_case', 'refuse_sealed_delete'),
  ];
}

/** A seal comes once, to a case that is ready to sign, and never changes. Its reference to the case's state is checked at commit. */
function sealRules(): readonly string[] {
  return [
    rule('check_seal_insert', `${HOLD} ${REFUSE_SEALED_NEW}
      if not exists (select 1 from public.review_case where registration_no = new.registration_no and state = 'readyToSign') then ${refuse('record: not-ready-to-sign')} end if;
      return new;`),
    rule('refuse_seal_change', refuse('finality: case-signed')),
    ...trigger('seal_final_insert', 'insert', 'seal', 'check_seal_insert'),
    ...trigger('seal_final_change', 'update or delete', 'seal', 'refuse_seal_change'),
  ];
}

function appendOnlyRules({ name, key }: AppendOnlyTable): readonly string[] {
  return [
    rule(`keep_${name}`, `if exists (select 1 from public.${name} where ${key} = new.${key}) then ${refuse('finality: append-only')} end if; return new;`),
    ...trigger(`${name}_kept_insert`, 'insert', name, `keep_${name}`),
    ...trigger(`${name}_kept_change`, 'update or delete', name, 'refuse_change'),
  ];
}

/** The chain takes the next event and nothing else: next number, and the hash of the one before. */
function auditRules(): readonly string[] {
  return [
    `create function public.check_next_event() returns trigger language plpgsql volatile as $rule$
      declare head record;
      begin ${HOLD}
        select seq, hash into head from public.audit_event order by seq desc limit 1;
        if new.seq is distinct from coalesce(head.seq, 0) + 1 or new.prev_hash is distinct from coalesce(head.hash, '${FIRST_PREV_HASH}') then
          ${refuse('finality: not-next-event')}
        end if;
        return new;
      end $rule$`,
    ...trigger('audit_event_next', 'insert', 'audit_event', 'check_next_event'),
    ...trigger('audit_event_kept_change', 'update or delete', 'audit_event', 'refuse_change'),
  ];
}

/** A correction is decided once; what was asked for never changes. Of a sealed case the guard alone speaks. */
function correctionRules(): readonly string[] {
  const asked = ['seq', 'id', 'registration_no', 'field', 'old_value', 'new_value', 'reason', 'requested_by', 'requested_at'];
  const changed = asked.map((column) => `new.${column} is distinct from old.${column}`).join(' or ');
  return [
    rule('check_correction_insert', `${HOLD} ${REFUSE_SEALED_NEW}
      if exists (select 1 from public.correction where id = new.id) then ${refuse('record: correction-kept')} end if;
      if new.state = 'requested' and exists (select 1 from public.correction where registration_no = new.registration_no and field = new.field and state = 'requested') then
        ${refuse('record: correction-open')}
      end if;
      return new;`),
    rule('check_correction_update', `${HOLD} ${REFUSE_SEALED_OLD}
      if ${changed} then ${refuse('record: correction-kept')} end if;
      if old.state <> 'requested' then ${refuse('record: correction-decided')} end if;
      return new;`),
    rule('check_correction_delete', `${HOLD} ${REFUSE_SEALED_OLD} ${refuse('record: correction-kept')}`),
    ...trigger('correction_check_insert', 'insert', 'correction', 'check_correction_insert'),
    ...trigger('correction_check_update', 'update', 'correction', 'check_correction_update'),
    ...trigger('correction_check_delete', 'delete', 'correction', 'check_correction_delete'),
  ];
}

const BLOB_USES = [['material_image', 'sha256'], ['registration', 'photo'], ['evidence', 'sha256'], ['signed_picture', 'sha256'], ['document', 'sha256']];

/** Content under a digest is what it is: adding it again changes nothing, and what is referred to stays. */
function contentRules(): readonly string[] {
  const inUse = BLOB_USES.map(([table, column]) => `exists (select 1 from public.${table} where ${column} = old.sha256)`).join(' or ');
  return [
    rule('skip_known_blob', 'if exists (select 1 from public.blob where sha256 = new.sha256) then return null; end if; return new;'),
    rule('skip_known_policy', 'if exists (select 1 from public.policy where digest = new.digest) then return null; end if; return new;'),
    rule('refuse_content_change', refuse('record: content-fixed')),
    rule('keep_used_blob', `${HOLD} if ${inUse} then ${refuse('record: content-in-use')} end if; return old;`),
    rule('keep_used_policy', `${HOLD} if exists (select 1 from public.review_case where policy_digest = old.digest) then ${refuse('record: content-in-use')} end if; return old;`),
    ...trigger('blob_again', 'insert', 'blob', 'skip_known_blob'),
    ...trigger('blob_fixed_update', 'update', 'blob', 'refuse_content_change'),
    ...trigger('blob_used_delete', 'delete', 'blob', 'keep_used_blob'),
    ...trigger('policy_again', 'insert', 'policy', 'skip_known_policy'),
    ...trigger('policy_fixed_update', 'update', 'policy', 'refuse_content_change'),
    ...trigger('policy_used_delete', 'delete', 'policy', 'keep_used_policy'),
  ];
}

/** Every rule of the record, in the order in which the functions and triggers are made. */
export function postgresRecordRules(tables: { guarded: readonly GuardedTable[]; appendOnly: readonly AppendOnlyTable[] }): readonly string[] {
  const kept = ['review_case', ...tables.guarded.map(({ name }) => name), 'seal', ...tables.appendOnly.map(({ name }) => name), 'audit_event', 'blob', 'policy'];
  return [
    WRITE_LOCK_RULE,
    ...GUARD_RULES,
    ...tables.guarded.flatMap(guardTriggers),
    ...caseRules(),
    ...sealRules(),
    ...tables.appendOnly.flatMap(appendOnlyRules),
    ...auditRules(),
    ...correctionRules(),
    ...contentRules(),
    ...kept.flatMap((table) => trigger(`${table}_no_truncate`, 'truncate', table, 'refuse_truncate')),
  ];
}
