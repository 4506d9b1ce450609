-- A number that an active SOP carries stands in its row, and no row carries one that no SOP has.
select coalesce(b.sop_name, s.sop_name) as sop, s.key as row_key
  from ops.settings s full join agent.sop_bindings() b on b.setting = s.key
 where (s.sop_name is not null or b.setting is not null) and (s.sop_name, s.sop_value) is distinct from (b.sop_name, b.value #>> '{}')
union all
select b.sop_name, b.review_check
  from agent.sop_bindings() b left join ops.review_checks c on c.key = b.review_check
 where b.review_check is not null and c.sop_params -> b.number is distinct from b.value
