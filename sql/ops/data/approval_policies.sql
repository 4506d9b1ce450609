-- People may change the ladder; a deploy only adds the one that is missing, with its rungs.
with new_policy as (
  insert into ops.approval_policies (key, title, calendar_key, is_default)
  select 'standard', 'Pengingat 24 jam, pengganti 48 jam, pengingat 72 jam, atasan 96 jam', 'company',
         not exists (select from ops.approval_policies p where p.is_default)
  on conflict (key) do nothing
  returning id
)
insert into ops.approval_rungs (policy_id, position, after, action, whom)
select n.id, r.position, r.after, r.action, r.whom
  from new_policy n
 cross join (values
   (1, interval '24 hours', 'remind', 'pic'),
   (2, interval '48 hours', 'open_backup', 'backup'),
   (3, interval '72 hours', 'remind', 'both'),
   (4, interval '96 hours', 'escalate', 'supervisor')
 ) as r (position, after, action, whom);
