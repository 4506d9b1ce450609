-- A run reads, per shop, from the end of the last complete window (a little overlapped) to now, in windows that the source
-- allows. A run that broke off has not moved completed_to: its windows come again. {"days": 7} in the payload reads wider.
create or replace function raw.ginee_begin(p_run_token uuid, p_shops jsonb)
returns table (shop_id text, window_from timestamptz, window_to timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_occurrence ops.occurrences;
  v_days integer;
  v_now timestamptz := util.now();
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return;
  end if;
  if jsonb_typeof(p_shops) is distinct from 'array' or p_shops = '[]' then
    raise exception 'the source lists no shop' using errcode = 'MD103', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  select ((d.payload || v_occurrence.payload) ->> 'days')::integer into strict v_days
    from ops.job_definitions d where d.key = v_occurrence.definition_key;

  insert into raw.sync_cursors as c (source, shop_id, shop_name, channel)
  select 'ginee', s.shop_id, s.name, s.channel
    from jsonb_to_recordset(p_shops) as s (shop_id text, name text, channel text)
   order by s.shop_id
  on conflict (source, shop_id) do update
     set shop_name = excluded.shop_name, channel = excluded.channel, is_listed = true, updated_at = v_now
   where (c.shop_name, c.channel, c.is_listed) is distinct from (excluded.shop_name, excluded.channel, true);
  update raw.sync_cursors c set is_listed = false, updated_at = v_now
   where c.source = 'ginee' and c.is_listed
     and not exists (select from jsonb_array_elements(p_shops) s where s ->> 'shop_id' = c.shop_id);

  return query
    select x.shop_id, g.at, least(g.at + interval '15 days', v_now)
      from (select c.shop_id,
                   -- The source lists the last three months.
                   greatest(v_now - interval '89 days',
                            least(coalesce(c.completed_to - util.setting_interval('ginee.overlap'), v_now - make_interval(days => util.setting_integer('ginee.first_days'))),
                                  v_now - make_interval(days => v_days))) as start_at
              from raw.sync_cursors c
             where c.source = 'ginee' and c.is_listed) x
     cross join lateral generate_series(x.start_at, v_now, interval '15 days') as g (at)
     where g.at < v_now
     order by x.shop_id, g.at;
end;
$$;
comment on function raw.ginee_begin(uuid, jsonb) is 'Notes the shops that the source lists ([{shop_id, name, channel}]) and says which windows the run has to read, at most 15 days each, oldest first. No row: another run holds the occurrence.';
