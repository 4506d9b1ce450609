create or replace function ops.tg_profiles__resume()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  -- Whoever is held by something else as well goes back to waiting.
  perform ops.wakeups_hasten(array(select w.id from ops.wakeups w where w.kind = 'paused'));
  return null;
end;
$$;
comment on function ops.tg_profiles__resume() is 'Trigger: an agent is active again, so what waited for it looks again now and not a day later.';
