--! Previous: sha1:5894c0c3821fd1a1c5fb48c7e2bb45ea9559d645
--! Hash: sha1:8fdddbe5b3a169889a1a5741f4bb0fed91b504f9

-- What the engine did not need, and a wait that had no owner: a work item whose run may not start yet while its occurrence
-- has ended already (a revision, a redo) was looked at by the sweep each minute. Now it owns a wake-up as everything else does.

alter table ops.wakeups drop constraint wakeups_subject_kind_check;
alter table ops.wakeups add constraint wakeups_subject_kind_check
  check (subject_kind in ('work_item', 'occurrence', 'outbox', 'pause'));

alter table ops.work_items
  add column hold_wakeup_id bigint constraint work_items_hold_wakeup_id_key unique
    constraint work_items_hold_wakeup_id_fkey references ops.wakeups on delete restrict,
  add constraint work_items_hold_check
    check (hold_wakeup_id is null or status in ('in_progress', 'revision') and claimed_by is null);
comment on column ops.work_items.hold_wakeup_id is 'Its run may not start yet (capacity, paused) and its occurrence has ended: this wake-up lets it look again. Besides its deadline, wakeup_id.';

-- The rate that we ship stands beside the one in force, so that a row that a sandbox left behind is seen.
alter table ops.rate_keys
  add column default_min_gap interval,
  add constraint rate_keys_default_min_gap_check check (default_min_gap >= '0');
comment on column ops.rate_keys.default_min_gap is 'What we ship; min_gap is in force and belongs to people. NULL: a row of theirs. `mandor doctor` says where the two differ.';
