create or replace view mart.v_risk_flags
with (security_invoker = true)
as
  select r.* from mart.risk_flags('infinity') r order by r.risk, r.months_of_cover, r.kode_mix collate "C";
comment on view mart.v_risk_flags is 'Articles that sell faster while stock runs out, and articles that sell slower while stock piles up: see mart.risk_flags.';
