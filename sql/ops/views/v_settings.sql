create view ops.v_settings with (security_invoker) as
select s.key, coalesce(s.value, s.sop_value, s.default_value) as value, s.value as set_value, s.default_value, s.value is not null as is_set,
       s.value_type, s.unit, s.description,
       case when s.value is not null then s.updated_at end as set_at,
       case when s.value is not null then s.updated_by end as set_by,
       s.sop_value, s.sop_name
  from ops.settings s;
comment on view ops.v_settings is 'Settings in force: what a person set, else what an SOP carries, else what we ship; who set it, when, and which SOP.';
