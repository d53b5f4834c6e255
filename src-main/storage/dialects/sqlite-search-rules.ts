const STATE_OF_NEW = `coalesce((select state from review_case where registration_no = new.registration_no), 'waiting')`;
const LIST_NEW = `insert into case_queue (registration_no, state, name, name_pinyin, name_initials)
  values (new.registration_no, ${STATE_OF_NEW}, new.name, new.name_pinyin, new.name_initials)`;
const SAME_NAME = `update case_queue set name = new.name, name_pinyin = new.name_pinyin, name_initials = new.name_initials
  where registration_no = new.registration_no and (name <> new.name or name_pinyin <> new.name_pinyin or name_initials <> new.name_initials)`;

/** The queue takes over the names of its registrations, with the row and whenever they change. */
export function searchTriggers(): readonly string[] {
  return [
    'drop trigger registration_queue_insert',
    `create trigger registration_queue_insert after insert on registration when new.withdrawn = 0 begin ${LIST_NEW}; end`,
    'drop trigger registration_queue_return',
    `create trigger registration_queue_return after update of registration_no, withdrawn on registration when new.withdrawn = 0
      begin delete from case_queue where registration_no = new.registration_no; ${LIST_NEW}; end`,
    `create trigger registration_queue_name after update of name, name_pinyin, name_initials on registration when new.withdrawn = 0 begin ${SAME_NAME}; end`,
  ];
}

/**
 * Leaving and coming back exclude each other: the engine fires triggers of one event in no promised order, so that of two which
 * both fired for a registration written again the one that takes away could come last.
 */
export function mendedQueueTriggers(): readonly string[] {
  const isOther = 'new.registration_no <> old.registration_no';
  return [
    'drop trigger registration_queue_leave',
    `create trigger registration_queue_leave after update of registration_no, withdrawn on registration when old.withdrawn = 0 and (new.withdrawn <> 0 or ${isOther})
      begin delete from case_queue where registration_no = old.registration_no; end`,
    'drop trigger registration_queue_return',
    `create trigger registration_queue_return after update of registration_no, withdrawn on registration when new.withdrawn = 0 and (old.withdrawn <> 0 or ${isOther})
      begin ${LIST_NEW}; end`,
  ];
}
