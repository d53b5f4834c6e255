const STATE_OF_NEW = `coalesce((select state from review_case where registration_no = new.registration_no), 'waiting')`;
const LIST_NEW = `insert into case_queue (registration_no, state) values (new.registration_no, ${STATE_OF_NEW})`;

function after(name: string, on: string, ...statements: readonly string[]): string {
  return `create trigger ${name} after ${on} begin ${statements.map((statement) => `${statement};`).join(' ')} end`;
}

/** A registration that is not withdrawn stands in the queue with its case's state; the counts follow the queue. */
export function queueTriggers(): readonly string[] {
  return [
    after('registration_queue_insert', 'insert on registration when new.withdrawn = 0', LIST_NEW),
    after('registration_queue_delete', 'delete on registration', 'delete from case_queue where registration_no = old.registration_no'),
    after('registration_queue_leave', 'update of registration_no, withdrawn on registration when old.withdrawn = 0',
      'delete from case_queue where registration_no = old.registration_no'),
    after('registration_queue_return', 'update of registration_no, withdrawn on registration when new.withdrawn = 0',
      'delete from case_queue where registration_no = new.registration_no', LIST_NEW),
    after('review_case_queue_insert', 'insert on review_case', 'update case_queue set state = new.state where registration_no = new.registration_no'),
    after('review_case_queue_update', 'update of registration_no, state on review_case',
      `update case_queue set state = 'waiting' where registration_no = old.registration_no and old.registration_no <> new.registration_no`,
      'update case_queue set state = new.state where registration_no = new.registration_no and state <> new.state'),
    after('review_case_queue_delete', 'delete on review_case', `update case_queue set state = 'waiting' where registration_no = old.registration_no`),
    after('case_queue_count_insert', 'insert on case_queue', 'update case_count set n = n + 1 where state = new.state'),
    after('case_queue_count_delete', 'delete on case_queue', 'update case_count set n = n - 1 where state = old.state'),
    after('case_queue_count_update', 'update of state on case_queue',
      'update case_count set n = n - 1 where state = old.state', 'update case_count set n = n + 1 where state = new.state'),
  ];
}
