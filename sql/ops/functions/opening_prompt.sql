create or replace function ops.opening_prompt(p_work_item_id bigint, p_revision_no integer)
returns text
language sql volatile
as $$
  select format(E'Laporan: %s, %s.\nPenanda yang boleh dipakai dan isinya:\n%s\nTulis paragraf pembukanya.', r.result ->> 'title', r.result ->> 'date_text',
           agent.fence((select string_agg(format('{{%s}} = %s', v.key, v.value), E'\n' order by v.key ~ '[.][0-9]+[.]', regexp_replace(v.key, '[^.]+$', ''), v.key !~ '[.]name$', v.key collate "C") from jsonb_each_text(o.opening -> 'values') v)))
    from ops.work_item_revisions r
   cross join lateral (select mart.report_opening(r.result ->> 'kind', r.figures) as opening) o
   where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no and o.opening is not null
     and not exists (select from ops.revision_openings x where x.work_item_id = r.work_item_id and x.revision_no = r.revision_no)
$$;
comment on function ops.opening_prompt(bigint, integer) is 'What a model is asked for the opening of a frozen revision. NULL: this report has none, or it is written.';
