-- Each minute, by any worker. A job that was lost is added again by the next round that is due, so nothing waits here.
create or replace function ops.mailboxes_poll()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_every interval := util.setting_interval('mail.poll_every');
  v_box ops.mailboxes;
  v_count integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not have mailboxes read', util.caller() using errcode = '42501';
  end if;
  for v_box in
    select m.* from ops.mailboxes m
     where m.is_enabled
       -- A clock that was set back must not silence a mailbox.
       and (m.begun_at > v_now or coalesce(m.postponed_until, m.begun_at + v_every, '-infinity') <= v_now)
       -- A mail that kills workers is set aside for a person; the rule replies_unread tells that the mailbox stands still.
       and not exists (select from ops.job_crashes c
                        where c.job_key = 'mailbox:' || m.key and c.cleared_at is null and c.set_aside_at is not null)
     order by m.key
       for update skip locked
  loop
    update ops.mailboxes m
       set begun_at = v_now, postponed_until = null, due_since = coalesce(m.due_since, v_now)
     where m.key = v_box.key;
    perform ops.jobs_add('intake/' || v_box.kind, 'mailbox', array[v_box.key]);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.mailboxes_poll() is 'Adds the job of each mailbox that is due (mail.poll_every after the last look was asked for, or when a failed one is to be tried again). How many.';
