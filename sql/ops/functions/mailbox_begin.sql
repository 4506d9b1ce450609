-- Two workers may look at once: the row says who does, and the token makes every report of the other one void. A worker
-- that lives and has held the row for longer than any look takes has lost it: its connection or its task is gone.
create or replace function ops.mailbox_begin(p_key text, p_incarnation uuid)
returns table (run_token uuid, cursor text, cursor_validity text, first_since timestamptz, lost_since timestamptz, max_bytes bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_box ops.mailboxes;
  v_token uuid := gen_random_uuid();
  -- The provider's times are real ones, whatever ours is moved to.
  v_now timestamptz := least(util.now(), clock_timestamp());
begin
  perform ops.worker_require(p_incarnation);
  select m.* into v_box from ops.mailboxes m where m.key = p_key for update;
  if not found then
    return;
  end if;
  if v_box.run_token is not null and v_box.claimed_by <> p_incarnation and ops.worker_is_live(v_box.claimed_by)
     and v_box.claimed_at > clock_timestamp() - interval '1 hour' then
    return;
  end if;
  update ops.mailboxes m set run_token = v_token, claimed_by = p_incarnation, claimed_at = clock_timestamp() where m.key = p_key;
  return query
    select v_token, v_box.cursor, v_box.cursor_validity,
           v_now - make_interval(days => util.setting_numeric('mail.first_days')::integer),
           -- Longer away than that: from the last look on, less a day for clocks and late mail.
           least(v_now - make_interval(days => util.setting_numeric('mail.resync_days')::integer), v_box.checked_at - interval '1 day'),
           util.setting_numeric('mail.max_bytes')::bigint;
end;
$$;
comment on function ops.mailbox_begin(text, uuid) is 'A worker takes a mailbox: where it was read up to, and from which day on it is read by date, the first time and when the provider no longer knows the cursor. No row: a live worker is reading it.';
