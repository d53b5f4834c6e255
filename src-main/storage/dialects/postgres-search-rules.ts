/** The rules of the queue as they are, with other bodies. */
function again(name: string, body: string): string {
  return `create or replace function public.${name}() returns trigger language plpgsql volatile as $rule$ begin ${body} return null; end $rule$`;
}

const LIST_ADDED = `insert into public.case_queue as q (registration_no, state, name, name_pinyin, name_initials)
  select a.registration_no, coalesce(c.state, 'waiting'), a.name, a.name_pinyin, a.name_initials
  from added a left join public.review_case c on c.registration_no = a.registration_no
  where a.withdrawn = 0 on conflict (registration_no) do update set name = excluded.name, name_pinyin = excluded.name_pinyin, name_initials = excluded.name_initials
  where q.name <> excluded.name or q.name_pinyin <> excluded.name_pinyin or q.name_initials <> excluded.name_initials;`;

/** The queue takes over the names of its registrations, with the row and whenever they change. */
export const POSTGRES_SEARCH_RULES: readonly string[] = [
  again('queue_added_registrations', LIST_ADDED),
  again('queue_changed_registrations', `
    delete from public.case_queue q using removed r where q.registration_no = r.registration_no
      and not exists (select 1 from added a where a.registration_no = r.registration_no and a.withdrawn = 0);
    ${LIST_ADDED}`),
];
