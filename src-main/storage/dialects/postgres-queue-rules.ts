/** A rule that looks at all rows of a statement at once: an import brings a hundred thousand, and each count is one row. */
function rule(name: string, body: string): string {
  return `create function public.${name}() returns trigger language plpgsql volatile as $rule$ begin ${body} return null; end $rule$`;
}

function after(event: 'insert' | 'update' | 'delete', table: string, run: string): string {
  const rows = { insert: 'new table as added', update: 'old table as removed new table as added', delete: 'old table as removed' }[event];
  return `create trigger ${table}_queue_${event} after ${event} on public.${table} referencing ${rows} for each statement execute function public.${run}()`;
}

const LIST_ADDED = `insert into public.case_queue (registration_no, state)
  select a.registration_no, coalesce(c.state, 'waiting') from added a left join public.review_case c on c.registration_no = a.registration_no
  where a.withdrawn = 0 on conflict (registration_no) do nothing;`;
const STATES_ADDED = 'update public.case_queue q set state = a.state from added a where q.registration_no = a.registration_no and q.state <> a.state;';
const COUNT_ADDED = 'update public.case_count c set n = c.n + d.n from (select state, count(*) as n from added group by state) d where d.state = c.state;';
const COUNT_REMOVED = 'update public.case_count c set n = c.n - d.n from (select state, count(*) as n from removed group by state) d where d.state = c.state;';

/** A registration that is not withdrawn stands in the queue with its case's state; the counts follow the queue. */
export const POSTGRES_QUEUE_RULES: readonly string[] = [
  rule('queue_added_registrations', LIST_ADDED),
  rule('queue_changed_registrations', `
    delete from public.case_queue q using removed r where q.registration_no = r.registration_no
      and not exists (select 1 from added a where a.registration_no = r.registration_no and a.withdrawn = 0);
    ${LIST_ADDED}`),
  rule('queue_removed_registrations', 'delete from public.case_queue q using removed r where q.registration_no = r.registration_no;'),
  after('insert', 'registration', 'queue_added_registrations'),
  after('update', 'registration', 'queue_changed_registrations'),
  after('delete', 'registration', 'queue_removed_registrations'),
  rule('queue_added_cases', STATES_ADDED),
  rule('queue_changed_cases', `
    update public.case_queue q set state = 'waiting' from removed r where q.registration_no = r.registration_no
      and not exists (select 1 from added a where a.registration_no = r.registration_no);
    ${STATES_ADDED}`),
  rule('queue_removed_cases', `update public.case_queue q set state = 'waiting' from removed r where q.registration_no = r.registration_no;`),
  after('insert', 'review_case', 'queue_added_cases'),
  after('update', 'review_case', 'queue_changed_cases'),
  after('delete', 'review_case', 'queue_removed_cases'),
  rule('count_added', COUNT_ADDED),
  rule('count_changed', `${COUNT_REMOVED} ${COUNT_ADDED}`),
  rule('count_removed', COUNT_REMOVED),
  after('insert', 'case_queue', 'count_added'),
  after('update', 'case_queue', 'count_changed'),
  after('delete', 'case_queue', 'count_removed'),
];
