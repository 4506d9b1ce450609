create or replace function agent.llm_unanswered(p_purpose text, p_work_item_id bigint, p_revision_no integer)
returns void
language plpgsql volatile
as $$
declare
  v_says text;
begin
  select string_agg(format('%s: %s', c.model_id, c.outcome), ', ' order by c.attempt_no) into v_says
    from agent.llm_calls c
   where c.work_item_id = p_work_item_id and c.revision_no = p_revision_no and c.purpose = p_purpose;
  if v_says is not null then
    perform ops.alert_raise('warning', null, 'model', 'Tidak ada model yang menjawab',
      format(E'%s.\nLaporan tetap berjalan dengan teks baku; tidak ada yang tertunda. Lihat: agent.llm_calls.', v_says), 'model:unanswered');
  end if;
end;
$$;
comment on function agent.llm_unanswered(text, bigint, integer) is 'Alerts, once a day, that the whole chain of models failed. Nothing when none was asked.';
