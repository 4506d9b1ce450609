create or replace function ops.worker_is_live(p_incarnation uuid)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from ops.workers w where w.incarnation = p_incarnation and w.stopped_at is null and w.died_at is null);
$$;
comment on function ops.worker_is_live(uuid) is 'True while the incarnation has neither stopped nor been declared dead.';
