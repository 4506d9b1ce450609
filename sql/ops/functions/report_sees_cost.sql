-- One home for the rule: who may read the cost price may read what is made of it.
create or replace function ops.report_sees_cost(p_recipient_id bigint)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case when p_recipient_id is null then has_column_privilege(util.caller(), 'portal.hpprsp', 'harga_beli', 'select')
              else coalesce((select r.sees_cost from ops.recipients r where r.id = p_recipient_id and r.is_active), false) end
$$;
comment on function ops.report_sees_cost(bigint) is 'May the caller (or the recipient that the intake stands for) see cost prices and what is made of them? Internal.';
