create or replace function ops.missing_text(p_occurrence_id bigint, out subject text, out body text)
language plpgsql stable
as $$
declare
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_item ops.work_items;
  v_causes text[];
  v_next timestamptz;
  v_format constant text := 'DD/MM/YYYY HH24.MI';
begin
  select o.* into strict v_occurrence from ops.occurrences o where o.id = p_occurrence_id;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  select w.* into v_item from ops.work_items w
   where w.definition_key = v_occurrence.definition_key and w.business_date = v_occurrence.business_date and w.subject_key = '';
  select array_agg(x.says order by x.n) into v_causes
    from (
      select ops.missing_cause(p_occurrence_id, e.cause, e.evidence) as says, min(e.n) as n
        from (
          select e.cause, e.evidence, e.n from ops.explain_work_item(v_item.id) with ordinality as e (cause, says, evidence, next, next_at, n) where v_item.id is not null
          union all
          -- What a supervisor has to decide about is still missing for a reason.
          select e.cause, e.evidence, e.n + 10 from ops.explain_needs(p_occurrence_id) with ordinality as e (cause, says, evidence, next, next_at, n)
        ) e
       group by 1
    ) x
   where x.says is not null;
  v_next := ops.occurrence_next_slot(p_occurrence_id);
  subject := format('Belum ada: %s %s', v_definition.title, mart.date_text(v_occurrence.business_date));
  body := concat_ws(E'\n',
    format('Laporan %s untuk %s belum ada.', v_definition.title, mart.date_text(v_occurrence.business_date, 'long')),
    'Sebab: ' || coalesce(array_to_string(v_causes, E'\nSebab: '), 'belum dijalankan.'),
    format('Ditunggu sejak %s WIB.', to_char(v_occurrence.slot_at at time zone 'Asia/Jakarta', v_format)),
    'Selanjutnya: ' || case
      when v_item.status = 'escalated' then format('%s yang memutuskan.', coalesce((select p.name from ops.people p where p.id = ops.work_item_supervisor(v_item.id)), 'Atasan'))
      when v_item.status = 'failed' then 'dicoba lagi sendiri; bila tetap gagal, atasan yang memutuskan.'
      else format('begitu datanya lengkap, laporan langsung dibuat; ditunggu sampai %s WIB, setelah itu atasan yang memutuskan.', to_char(v_next at time zone 'Asia/Jakarta', v_format)) end,
    'Tidak ada yang dibuat dari data yang belum lengkap. Anda tidak perlu berbuat apa-apa; kabar berikutnya datang saat laporan terbit.');
end;
$$;
comment on function ops.missing_text(bigint) is 'That a report is not there, for who waits for it: why, since when, what happens next and when.';
