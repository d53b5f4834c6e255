/** Channel on which a store tells its desks what was committed. */
export const CHANGE_CHANNEL = 'countersign';

/**
 * Each event of the log is told to whoever listens, when its transaction has been committed and in the order of the commits.
 * Told are number, kind, registration and desk: nothing about a person.
 */
export const POSTGRES_CHANGE_RULES: readonly string[] = [
  `create function public.tell_change() returns trigger language plpgsql volatile as $rule$ begin
    perform pg_notify('${CHANGE_CHANNEL}', json_build_object('seq', new.seq, 'kind', new.kind, 'registrationNo', new.registration_no, 'deskId', new.desk_id)::text);
    return null; end $rule$`,
  'create trigger audit_event_told after insert on public.audit_event for each row execute function public.tell_change()',
];
