-- Kept and counted in one commit. Telegram forgets an update when the next request names a higher number, and that number is ours
-- only after this: killed anywhere between, the same updates come again and are known.
create or replace function ops.telegram_poll_end(p_bot text, p_incarnation uuid, p_updates text[])
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_update record;
  v_count integer := 0;
begin
  for v_update in
    select (ops.telegram_json(u.raw) ->> 'update_id')::bigint as id, u.raw from unnest(p_updates) with ordinality as u (raw, n) order by u.n
  loop
    if ops.inbound_store('telegram', p_bot || ':' || v_update.id, convert_to(v_update.raw, 'UTF8'), null) is not null then
      v_count := v_count + 1;
    end if;
  end loop;
  update ops.telegram_offset t
     set next_update_id = coalesce((select max((ops.telegram_json(u.raw) ->> 'update_id')::bigint) + 1 from unnest(p_updates) as u (raw)), t.next_update_id),
         last_update_at = case when cardinality(p_updates) > 0 then clock_timestamp() else t.last_update_at end,
         polled_at = clock_timestamp(), failing_since = null, error = null,
         held_until = case when t.held_by = p_incarnation then clock_timestamp() + interval '15 seconds' else t.held_until end
   where t.bot = p_bot;
  return v_count;
end;
$$;
comment on function ops.telegram_poll_end(text, uuid, text[]) is 'What Telegram answered: updates as JSON, kept before the offset moves. How many are new. No updates: nobody wrote.';
