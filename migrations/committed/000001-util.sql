--! Previous: -
--! Hash: sha1:faeeda7a062a171d1d40d5d05f32ead8bff80c1c

-- Schemas, and util: the few functions that migrations, constraints and defaults may call. They belong to the
-- migrations because a constraint must never depend on a file that a deploy drops and makes again.

alter default privileges for role mandor_owner revoke execute on functions from public;

create schema util;
create schema ops;
create schema portal;
create schema raw;
create schema core;
create schema mart;
create schema agent;
create schema api;
comment on schema util is 'Clock, caller, instance and settings: what everything else stands on.';
comment on schema ops is 'The engine: events, jobs, work items, approvals, outbox, alerts.';
comment on schema portal is 'Reference data that people own: stores, warehouses, product codes, prices, manual purchase orders.';
comment on schema raw is 'What the sources delivered, load by load, with the source''s own column names.';
comment on schema core is 'Dimensions, facts and aggregates, exact at all times, kept up by accepted loads.';
comment on schema mart is 'What people read: Control Stock, tier summary, alerts of depth.';
comment on schema agent is 'Who may act: agent profiles, their roles and limits.';
comment on schema api is 'Views and functions for outside callers.';

create table util.instance (
  id boolean constraint instance_pkey primary key default true,
  kind text not null,
  name text not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint instance_id_check check (id),
  constraint instance_kind_check check (kind in ('production', 'development', 'demo', 'test'))
);
comment on table util.instance is 'What this database is. One row. Tests and demos refuse a database of another kind.';
comment on column util.instance.id is 'Always true: there is one row.';
comment on column util.instance.kind is 'production | development | demo | test. Only outside of production may the clock be moved.';
comment on column util.instance.name is 'Name for people, e.g. in the subject of a mail of a test instance.';
comment on column util.instance.created_at is 'When the first deploy made this database (real clock).';

create function util.instance_create(p_kind text) returns void
language sql volatile
as $$
  insert into util.instance (kind, name) values (p_kind, 'mandor ' || p_kind) on conflict do nothing;
$$;
comment on function util.instance_create(text) is 'Writes the one row of util.instance when there is none. Called by the first deploy.';

create function util.instance_kind() returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select i.kind from util.instance i;
$$;
comment on function util.instance_kind() is 'production | development | demo | test; NULL before the first deploy has ended.';

create table util.test_clock (
  id boolean constraint test_clock_pkey primary key default true,
  now timestamptz not null,
  constraint test_clock_id_check check (id)
);
comment on table util.test_clock is 'The frozen clock of a test, demo or simulation: one row when time stands still, none when it runs.';
comment on column util.test_clock.id is 'Always true: there is one row at most.';
comment on column util.test_clock.now is 'What util.now() answers to members of mandor_test.';

-- A test clock must be impossible to use in production, even by mistake: three conditions, all of them checked here
-- and nowhere else. pg_auth_members is read instead of pg_has_role() because a superuser is a member of every role.
create function util.clock_is_movable() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select i.kind <> 'production' from util.instance i), false)
     and exists (
       select from pg_auth_members m
         join pg_roles u on u.oid = m.member
        where m.roleid = to_regrole('mandor_test')
          and u.rolname = session_user
          and not u.rolsuper
     );
$$;
comment on function util.clock_is_movable() is 'True when this session may see a moved clock: not production, and session_user a direct, non-superuser member of mandor_test.';

-- Volatile-looking but stable: one statement must see one time. Use (select util.now()) in a WHERE.
create function util.now() returns timestamptz
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_local text := current_setting('mandor.now', true);
  v_frozen timestamptz;
begin
  if coalesce(v_local, '') <> '' and util.clock_is_movable() then
    return v_local::timestamptz;
  end if;
  select c.now into v_frozen from util.test_clock c;
  if found and util.clock_is_movable() then
    return v_frozen;
  end if;
  return pg_catalog.now();
end;
$$;
comment on function util.now() is 'The business clock. Honours mandor.now (one transaction) and util.test_clock (all sessions) only outside of production and only for direct members of mandor_test. In a WHERE write (select util.now()).';

create function util.clock_set(p_now timestamptz) returns timestamptz
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not util.clock_is_movable() then
    raise exception 'the clock of this database may not be moved'
      using errcode = '42501', hint = 'Only a test, demo or development instance has a movable clock, for members of mandor_test.';
  end if;
  if p_now is null then
    delete from util.test_clock;
  else
    insert into util.test_clock (now) values (p_now) on conflict (id) do update set now = excluded.now;
  end if;
  return coalesce(p_now, pg_catalog.now());
end;
$$;
comment on function util.clock_set(timestamptz) is 'Freezes the clock of all sessions at the given time; NULL lets it run again. Refused in production.';

create function util.local_date(p_at timestamptz, p_time_zone text default 'Asia/Jakarta') returns date
language sql stable
as $$
  select (p_at at time zone p_time_zone)::date;
$$;
comment on function util.local_date(timestamptz, text) is 'The calendar date of an instant in a zone. The only cast of timestamptz to date: a bare cast depends on the session.';

create function util.caller() returns name
language sql stable
as $$
  select coalesce(nullif(current_setting('role'), 'none'), session_user)::name;
$$;
comment on function util.caller() is 'Who is calling, right inside definer functions too. Nobody reads current_user.';

create function util.tg_touch() returns trigger
language plpgsql
as $$
begin
  new.updated_at := util.now();
  return new;
end;
$$;
comment on function util.tg_touch() is 'Trigger: sets updated_at.';

grant usage on schema util to public;
grant execute on function util.now(), util.caller(), util.local_date(timestamptz, text), util.instance_kind(),
  util.clock_is_movable(), util.clock_set(timestamptz) to public;
