-- The net under every task: a job that ended leaves its row not running under its token. What was left behind goes back, is
-- told and taken again; what is left behind again and again fails, because the next attempt would be no better. Of a delivery
-- nobody knows whether it left: unknown.
-- Items first: the lock of their date comes before all row locks.
create or replace function ops.runs_return()
returns integer
language plpgsql volatile
as $$
declare
  v_run record;
  v_subject text;
  v_times integer;
  v_is_final boolean;
  v_outcome text;
  v_error jsonb;
  v_count integer := 0;
begin
  for v_run in
    select l.* from ops.runs_lost() l order by array_position('{work_item,occurrence,outbox}', l.kind), l.business_date, l.id
  loop
    v_subject := format('%s:%s', v_run.kind, v_run.id);
    select count(*) + 1 into v_times from ops.journal j
     where j.kind = 'run' and j.subject = v_subject and j.action = 'left_behind' and j.at > clock_timestamp() - interval '1 day';
    v_is_final := v_times >= 3;
    v_error := jsonb_build_object('code', 'MD212', 'message', format('its job ended without ending the run, for the %s. time', v_times),
      'hint', format('A fault of the program. mandor retry %s %s --note …', v_run.kind, v_run.id));
    v_outcome := case v_run.kind
      when 'work_item' then ops.work_item_fail(v_run.run_token, v_error, v_is_final)
      when 'occurrence' then ops.occurrence_fail(v_run.run_token, v_error, v_is_final)
      else ops.outbox_unknown(v_run.run_token, v_error) end;
    -- It was ended while we waited for its row.
    continue when v_outcome = 'not_mine';
    perform ops.journal_write('run', v_subject, 'left_behind',
      jsonb_build_object('outcome', v_outcome, 'times', v_times, 'host', v_run.host, 'pid', v_run.pid, 'run_token', v_run.run_token));
    perform ops.alert_raise(case when v_is_final then 'critical' else 'warning' end, 'OPS', 'run_lost',
      format('%s ditinggalkan pekerjanya', v_subject),
      format('Pekerjaannya selesai tanpa mengakhirinya (%s kali dalam sehari); sekarang: %s. Ini kesalahan program, tolong laporkan.', v_times, v_outcome),
      'run_lost:' || v_subject);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;
comment on function ops.runs_return() is 'Each minute: what a live worker holds without a job for it is given back, the third time in a day it fails; journal and alert say so. How many.';
