create or replace view mart.v_tier_summary
with (security_invoker = true)
as
  select t.* from mart.tier_summary('infinity') t;
comment on view mart.v_tier_summary is 'Per tier WHS and WHB boxes, protol, pairs and share, as of the newest accepted snapshot. Codes without a tier are the line UNMAPPED.';
