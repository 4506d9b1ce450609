// Is the model of approvals any good? Each mutant is a copy of the database with one rule of the ladder broken, as a careless change
// would break it. A short run of timelines, or two sessions at one moment, must find it.
import { change, findEach, type Mutant, meetings, timelines } from './support/ladder_mutants.ts';

const MUTANTS: readonly Mutant[] = [
  {
    what: 'a timer acts before it is due',
    spoil: change('ops.work_item_timer', 'v_wakeup.due_at > util.now()', 'false'),
    find: timelines,
  },
  {
    what: 'the calendar is ignored',
    spoil: change(
      'ops.approval_deadline',
      /ops\.calendar_add\(v_policy\.calendar_key, v_item\.ladder_started_at, r\.after\)/,
      'v_item.ladder_started_at + r.after',
    ),
    find: timelines,
  },
  {
    what: 'holidays are worked through',
    spoil: change('ops.calendar_add', /and not exists \(select from ops\.holidays[^)]*\)/, ''),
    find: timelines,
  },
  {
    what: 'the last day away does not count',
    spoil: change('ops.person_is_away', 'between a.from_on and a.to_on', 'between a.from_on and a.to_on - 1'),
    find: timelines,
  },
  {
    what: 'an absence that begins later is not waited for',
    spoil: change('ops.approval_deadline', 'v_away <= greatest(due_at, util.now())', 'v_away <= util.now()'),
    find: timelines,
  },
  {
    what: 'who is away is asked in the place of who is away',
    spoil: change('ops.work_item_backup', 'and not ops.person_is_away(p.id)', ''),
    find: timelines,
  },
  {
    what: 'the delegate is passed over',
    spoil: change('ops.work_item_backup', 'select a.delegate_id as id, 1 as rank', 'select a.delegate_id as id, 4 as rank'),
    find: timelines,
  },
  {
    what: 'a changed policy moves no deadline',
    spoil: change('ops.approval_deadlines_move', 'u.due_at is distinct from v_due', 'false'),
    find: timelines,
  },
  {
    what: 'a rung is climbed twice',
    spoil: change('ops.approval_deadline', 'r.position > v_item.rung_position', 'r.position >= greatest(1, v_item.rung_position)'),
    find: timelines,
  },
  {
    what: 'one revision too many',
    spoil: change(
      'ops.work_item_sent_back',
      'v_item.revision_count >= v_definition.max_revisions',
      'v_item.revision_count > v_definition.max_revisions',
    ),
    find: timelines,
  },
  {
    what: 'a bounce starts the hours again',
    spoil: change('ops.approval_bounced', 'coalesce(w.ladder_started_at, util.now())', 'util.now()'),
    find: timelines,
  },
  {
    what: 'an old revision may still be signed',
    spoil: change('ops.approval_decide', /when p_revision_no is distinct from v_approval\.revision_no\s+or/, 'when'),
    find: timelines,
  },
  {
    what: 'each confirmation makes the timer due',
    spoil: change('ops.tg_outbox__request_settled', '(w.ladder_started_at is null or ops.approval_late_arrival(w.id) is not null)', 'true'),
    find: timelines,
  },
  {
    what: 'an item is decided about without its locks',
    spoil: change('ops.work_item_take', /for update|perform ops\.occurrences_lock_date\(v_item\.business_date\);/g, ''),
    find: meetings('approve × withdraw'),
  },
];

findEach(MUTANTS);
