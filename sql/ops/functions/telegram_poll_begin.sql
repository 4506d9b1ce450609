-- Telegram refuses two readers of one bot, so one worker at a time holds the row: until it has reported, or its time is over.
create or replace function ops.telegram_poll_begin(p_bot text, p_incarnation uuid)
returns table (update_offset bigint, seconds integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_seconds integer := least(util.setting_integer('telegram.poll_seconds'), 50);
begin
  perform ops.worker_require(p_incarnation);
  if v_seconds <= 0 then
    return;
  end if;
  insert into ops.telegram_offset (bot) values (p_bot) on conflict (bot) do nothing;
  return query
    update ops.telegram_offset t
       set held_by = p_incarnation, held_until = v_now + make_interval(secs => v_seconds + 15)
     where t.bot = p_bot and (t.held_by is null or t.held_by = p_incarnation or t.held_until <= v_now or not ops.worker_is_live(t.held_by))
    returning
      -- After a week without updates the next one may have a smaller number; ours were all confirmed long before.
      case when t.last_update_at < v_now - interval '6 days' then 0 else t.next_update_id end, v_seconds;
end;
$$;
comment on function ops.telegram_poll_begin(text, uuid) is 'A worker wants to read a bot''s updates: from which on, and how many seconds Telegram may wait for one. No row: another worker reads, or telegram.poll_seconds is 0.';
