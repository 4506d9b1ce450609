-- Read when the mail is sent, not when the report is frozen: a Sheet that could not be written holds nothing up, and the
-- mail says how old it is.
create or replace function ops.work_item_links(p_work_item_id bigint)
returns jsonb
language sql stable
as $$
  with link as (
    select l.kind, l.url, l.shows_on, l.written_at, false as is_own
      from ops.work_items w
      join ops.report_links l on l.definition_key = w.definition_key
     where w.id = p_work_item_id
       and not (l.kind = 'notion' and exists (
         select from ops.notion_pages p where p.source_key = 'tasks' and p.subject_key = 'work_item:' || p_work_item_id and p.url is not null))
    union all
    -- Notion has a page for each report.
    select 'notion', p.url, null, p.shown_at, true
      from ops.notion_pages p
     where p.source_key = 'tasks' and p.subject_key = 'work_item:' || p_work_item_id and p.url is not null
  )
  select coalesce(jsonb_agg(jsonb_build_object('label', case l.kind when 'sheet' then 'Google Sheet' else 'Notion' end, 'url', l.url,
           'note', case
             when l.is_own then 'halaman laporan ini'
             when l.shows_on is null then 'belum pernah diisi'
             when l.shows_on = w.business_date then format('memuat angka laporan ini, diisi %s pukul %s WIB', mart.date_text(util.local_date(l.written_at)), x.at)
             when l.shows_on < w.business_date then format('masih memuat angka %s (%s hari sebelumnya), diisi %s pukul %s WIB; angka laporan ini menyusul',
               mart.date_text(l.shows_on), w.business_date - l.shows_on, mart.date_text(util.local_date(l.written_at)), x.at)
             else format('sudah memuat angka %s, lebih baru dari laporan ini', mart.date_text(l.shows_on)) end)
           order by l.kind desc), '[]')
    from ops.work_items w
   cross join link l
   cross join lateral (select to_char(l.written_at at time zone 'Asia/Jakarta', 'HH24.MI') as at) x
   where w.id = p_work_item_id
$$;
comment on function ops.work_item_links(bigint) is 'Where a report can be seen besides the mail, and how old what stands there is. Empty when nothing is connected. Internal.';
