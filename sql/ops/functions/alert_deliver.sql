create or replace function ops.alert_deliver(p_alert_id bigint, p_recipient_key text, p_channel text, p_is_fallback boolean default false)
returns integer
language plpgsql volatile
as $$
declare
  v_now timestamptz := util.now();
  v_alert ops.alerts;
  v_is_test boolean := util.setting('outbox.test_mode') = 'true';
  v_cap integer := util.setting_integer('alerts.max_per_person_day');
  v_keys text[];
  v_to record;
  v_delivery bigint;
  v_text record;
  v_count integer := 0;
begin
  select a.* into strict v_alert from ops.alerts a where a.id = p_alert_id;
  v_keys := array[p_recipient_key || '.' || v_alert.department, p_recipient_key];
  for v_to in
    select case when r.channel = 'email' then lower(r.address) else r.address end as address, min(p.name) as name
      from ops.recipients r
      left join ops.people p on p.id = r.person_id
     where r.channel = p_channel and r.is_active and r.is_test = v_is_test and coalesce(p.is_active, true)
       -- The department's own recipients, else the general ones. When the first channel has failed, whoever can be reached by
       -- the other: a department that has a group and no address must not hide the general address.
       and r.key = (select k.key from unnest(v_keys) with ordinality as k (key, n)
                     where exists (select from ops.recipients x where x.key = k.key and x.is_active and x.is_test = v_is_test
                                    and (not p_is_fallback or x.channel = p_channel))
                     order by k.n limit 1)
     group by 1
    union
    -- The manager of a branch stands in portal.store, unless somebody has given the branch recipients of its own.
    select lower(btrim(s.branch_manager)), min(p.name)
      from portal.store s
      left join ops.people p on p.email = lower(btrim(s.branch_manager))
     where p_channel = 'email' and not v_is_test and p_recipient_key = 'branch.manager.' || s.branch
       and btrim(s.branch_manager) ~ '^[^@[:space:]<>,;"]+@[^@[:space:]<>,;"]+$' and coalesce(p.is_active, true)
       and not exists (select from ops.recipients x where x.key = any (v_keys) and x.is_active and not x.is_test)
     group by 1
     order by 1
  loop
    v_count := v_count + 1;
    insert into ops.alert_deliveries (alert_id, channel, address, recipient_name, is_test, is_fallback, held_at)
    values (p_alert_id, p_channel, v_to.address, v_to.name, v_is_test, p_is_fallback, v_now)
    on conflict (alert_id, channel, address) do nothing
    returning id into v_delivery;
    continue when v_delivery is null;
    -- Above the cap of the day it waits for the digest. Digests themselves are few and do not count.
    continue when v_cap <= (
      select count(*) from ops.alert_deliveries d
       where d.channel = p_channel and d.address = v_to.address and d.planned_at is not null and not d.is_digest
         and d.held_at >= util.local_date(v_now)::timestamp at time zone 'Asia/Jakarta');
    select t.subject, t.body into v_text from ops.alert_text(p_alert_id, p_is_fallback) t;
    update ops.alert_deliveries d
       set planned_at = v_now,
           outbox_id = ops.alert_message_plan(p_channel, v_to.address, v_to.name, 'alert.' || v_alert.category, v_text.subject,
             -- A chat has no subject line: the title stands above the text, and would be there twice.
             case p_channel when 'telegram' then ltrim(substr(v_text.body, length(v_text.subject) + 1), E'\n') else v_text.body end,
             v_alert.severity, format('alert:%s:%s:%s', p_alert_id, p_channel, v_to.address), v_is_test)
     where d.id = v_delivery;
  end loop;
  return v_count;
end;
$$;
comment on function ops.alert_deliver(bigint, text, text, boolean) is
  'Plans the messages of an alert to the recipients of a key over one channel; above the cap of the day they are held for a digest. How many recipients there are.';
