import type { AppendOnlyTable, GuardedTable } from '../guarded-tables';
import { FIRST_PREV_HASH } from '../../domain/audit-event';

/** One trigger: what it watches, when it refuses, and what it says or does. */
function refusal(name: string, on: string, when: string, message: string): string {
  return `create trigger ${name} before ${on} when ${when} begin select raise(abort, '${message}'); end`;
}

function sealed(registrationNo: string): string {
  return `exists (select 1 from seal where registration_no = ${registrationNo})`;
}

/** True when another row, of a sealed registration, holds the key that the new row brings. */
function pushesOutSealed(table: string, key: readonly string[]): string {
  const same = key.map((column) => `other.${column} = new.${column}`).join(' and ');
  return `exists (select 1 from ${table} other join seal on seal.registration_no = other.registration_no where ${same})`;
}

/**
 * Triggers of one guarded table. Conflicting keys are tested before the row is written, so that REPLACE and UPSERT are refused
 * also on a connection whose recursive triggers are off; the hidden row number is such a key.
 */
export function guardTriggers(table: GuardedTable): readonly string[] {
  const keys = table.layout === 'plain' ? [...table.otherKeys, ['rowid']] : table.otherKeys;
  const pushesOut = keys.map((key) => pushesOutSealed(table.name, key));
  const whenWritten = [sealed('new.registration_no'), ...pushesOut].join(' or ');
  return [
    refusal(`${table.name}_final_insert`, `insert on ${table.name}`, whenWritten, 'finality: case-signed'),
    refusal(`${table.name}_final_update`, `update on ${table.name}`, `${sealed('old.registration_no')} or ${whenWritten}`, 'finality: case-signed'),
    refusal(`${table.name}_final_delete`, `delete on ${table.name}`, sealed('old.registration_no'), 'finality: case-signed'),
  ];
}

/** The one change that a sealed case still takes: its own seal's transaction turns the state. */
const TURNS_TO_SIGNED = `old.state = 'readyToSign' and new.state = 'signed' and new.registration_no = old.registration_no
  and new.rowid = old.rowid and new.visit = old.visit and new.policy_digest = old.policy_digest`;

function finalUpdate(turns: string): string {
  const touchesSealed = [sealed('old.registration_no'), sealed('new.registration_no'), pushesOutSealed('review_case', ['rowid'])].join(' or ');
  return refusal('review_case_final_update', 'update on review_case', `(${touchesSealed}) and not (${turns})`, 'finality: case-signed');
}

export function caseTriggers(): readonly string[] {
  return [
    refusal('review_case_final_insert', 'insert on review_case', `${sealed('new.registration_no')} or ${pushesOutSealed('review_case', ['rowid'])}`, 'finality: case-signed'),
    finalUpdate(TURNS_TO_SIGNED),
    refusal('review_case_final_delete', 'delete on review_case', sealed('old.registration_no'), 'finality: case-signed'),
    refusal('review_case_signed_insert', 'insert on review_case', `new.state = 'signed'`, 'record: not-sealed'),
    refusal('review_case_signed_update', 'update on review_case', `new.state = 'signed' and not ${sealed('new.registration_no')}`, 'record: not-sealed'),
  ];
}

/**
 * The same, of which nothing else may change on the way: one version on at most, the hour of the seal, and neither what was owed nor
 * a refusal. Replaces the rule of `caseTriggers`.
 */
export function sealingTriggers(): readonly string[] {
  const turnsAlone = `${TURNS_TO_SIGNED}
  and new.version in (old.version, old.version + 1) and new.supplement is old.supplement and new.refusal is old.refusal
  and (new.updated_at = old.updated_at or new.updated_at = (select signed_at from seal where registration_no = new.registration_no))`;
  return ['drop trigger review_case_final_update', finalUpdate(turnsAlone)];
}

/** A seal comes once, to a case that is ready to sign, and never changes. */
export function sealTriggers(): readonly string[] {
  const notReady = `not exists (select 1 from review_case where registration_no = new.registration_no and state = 'readyToSign')`;
  return [
    refusal('seal_final_insert', 'insert on seal', `${sealed('new.registration_no')} or exists (select 1 from seal where rowid = new.rowid)`, 'finality: case-signed'),
    refusal('seal_ready_insert', 'insert on seal', `not ${sealed('new.registration_no')} and ${notReady}`, 'record: not-ready-to-sign'),
    refusal('seal_final_update', 'update on seal', '1', 'finality: case-signed'),
    refusal('seal_final_delete', 'delete on seal', '1', 'finality: case-signed'),
  ];
}

export function appendOnlyTriggers({ name, key }: AppendOnlyTable): readonly string[] {
  return [
    refusal(`${name}_kept_insert`, `insert on ${name}`, `exists (select 1 from ${name} where ${key} = new.${key} or rowid = new.rowid)`, 'finality: append-only'),
    refusal(`${name}_kept_update`, `update on ${name}`, '1', 'finality: append-only'),
    refusal(`${name}_kept_delete`, `delete on ${name}`, '1', 'finality: append-only'),
  ];
}

/** The chain takes the next event and nothing else: next number, and the hash of the one before. */
export function auditTriggers(): readonly string[] {
  const nextSeq = '(select coalesce(max(seq), 0) + 1 from audit_event)';
  const headHash = `coalesce((select hash from audit_event order by seq desc limit 1), '${FIRST_PREV_HASH}')`;
  return [
    refusal('audit_event_next', 'insert on audit_event', `new.seq is not ${nextSeq} or new.prev_hash is not ${headHash}`, 'finality: not-next-event'),
    refusal('audit_event_kept_update', 'update on audit_event', '1', 'finality: append-only'),
    refusal('audit_event_kept_delete', 'delete on audit_event', '1', 'finality: append-only'),
  ];
}

/** A correction is decided once; what was asked for never changes. Of a sealed case the guard alone speaks. */
export function correctionTriggers(): readonly string[] {
  const asked = ['seq', 'id', 'registration_no', 'field', 'old_value', 'new_value', 'reason', 'requested_by', 'requested_at'];
  const changed = asked.map((column) => `new.${column} is not old.${column}`).join(' or ');
  const sameOpen = `new.state = 'requested' and exists (select 1 from correction where registration_no = new.registration_no and field = new.field and state = 'requested')`;
  const rules = [
    { name: 'correction_kept_insert', on: 'insert', of: 'new', when: 'exists (select 1 from correction where id = new.id or seq = new.seq)', message: 'record: correction-kept' },
    { name: 'correction_open_insert', on: 'insert', of: 'new', when: sameOpen, message: 'record: correction-open' },
    { name: 'correction_decided_update', on: 'update', of: 'old', when: `old.state <> 'requested'`, message: 'record: correction-decided' },
    { name: 'correction_asked_update', on: 'update', of: 'old', when: changed, message: 'record: correction-kept' },
    { name: 'correction_kept_delete', on: 'delete', of: 'old', when: '1', message: 'record: correction-kept' },
  ];
  return rules.map(({ name, on, of, when, message }) => refusal(name, `${on} on correction`, `(${when}) and not ${sealed(`${of}.registration_no`)}`, message));
}

/**
 * Checks of the tables that `pragma ignore_check_constraints` switches off, once more as rules, which have no switch: who asked for a
 * correction never decides it, nobody else leaves it undecided, and a seal stands beside a signed case alone.
 */
export function checkTriggers(): readonly string[] {
  const rules = [
    { name: 'two_people', when: 'new.decided_by = new.requested_by' },
    { name: 'decided', when: '(new.decided_by is null or new.decided_at is null)' },
  ];
  const deciding = [
    { on: 'insert', when: `not ${sealed('new.registration_no')}` },
    { on: 'update', when: `old.state = 'requested' and not ${sealed('old.registration_no')}` },
  ];
  return [
    ...rules.flatMap((rule) => deciding.map(({ on, when }) =>
      refusal(`correction_checked_${rule.name}_${on}`, `${on} on correction`, `new.state not in ('requested', 'withdrawn') and ${rule.when} and ${when}`, `record: correction_${rule.name}`))),
    refusal('seal_state_insert', 'insert on seal', `new.case_state <> 'signed'`, 'record: half-seal'),
  ];
}

const BLOB_USES = [['material_image', 'sha256'], ['registration', 'photo'], ['evidence', 'sha256'], ['signed_picture', 'sha256'], ['document', 'sha256']];

/** Content under a digest is what it is: adding it again changes nothing, and what is referred to stays. */
export function contentTriggers(): readonly string[] {
  const inUse = BLOB_USES.map(([table, column]) => `exists (select 1 from ${table} where ${column} = old.sha256)`).join(' or ');
  return [
    'create trigger blob_again before insert on blob when exists (select 1 from blob where sha256 = new.sha256) begin select raise(ignore); end',
    refusal('blob_fixed_update', 'update on blob', '1', 'record: content-fixed'),
    refusal('blob_used_delete', 'delete on blob', inUse, 'record: content-in-use'),
    'create trigger policy_again before insert on policy when exists (select 1 from policy where digest = new.digest or rowid = new.rowid) begin select raise(ignore); end',
    refusal('policy_fixed_update', 'update on policy', '1', 'record: content-fixed'),
    refusal('policy_used_delete', 'delete on policy', 'exists (select 1 from review_case where policy_digest = old.digest)', 'record: content-in-use'),
  ];
}

/** Every rule of the record, in the order in which the triggers are made. */
export function recordTriggers(tables: { guarded: readonly GuardedTable[]; appendOnly: readonly AppendOnlyTable[] }): readonly string[] {
  return [
    ...tables.guarded.flatMap(guardTriggers),
    ...caseTriggers(),
    ...sealTriggers(),
    ...tables.appendOnly.flatMap(appendOnlyTriggers),
    ...auditTriggers(),
    ...correctionTriggers(),
    ...contentTriggers(),
  ];
}
