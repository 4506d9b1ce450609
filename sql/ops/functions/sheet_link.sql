create or replace function ops.sheet_link(p_definition_key text)
returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('caller', util.caller(), 'title', s.title, 'url', s.url, 'business_date', w.business_date, 'written_at', s.written_at,
           'is_current', x.is_current, 'check', c.outcome,
           'text', case
             when s.url is null then format('Sheet %s belum tersedia.', s.title)
             when s.written_at is null then format('Sheet %s belum terisi.', s.title)
             else format('Sheet %s berisi data %s, ditulis %s WIB (%s lalu)%s.', s.title, mart.date_text(w.business_date),
               to_char(s.written_at at time zone 'Asia/Jakarta', 'DD-MM-YYYY HH24:MI'),
               case when x.age < interval '1 hour' then format('%s menit', greatest(floor(extract(epoch from x.age) / 60), 0))
                    when x.age < interval '2 days' then format('%s jam', floor(extract(epoch from x.age) / 3600))
                    else format('%s hari', floor(extract(epoch from x.age) / 86400)) end,
               case when not x.is_current then '; laporan ini belum masuk ke Sheet' when c.outcome = 'match' then '; cek: cocok'
                    when c.outcome = 'differs' then format('; cek: %s sel berbeda', c.difference_count) else '; belum diperiksa' end) end)
    from ops.sheets s
    left join ops.work_items w on w.id = s.written_work_item_id
    left join lateral (select k.* from ops.sheet_checks k where k.sheet_key = s.key order by k.id desc limit 1) c on true
   cross join lateral (
     select util.now() - s.written_at as age,
            exists (select from mart.v_sheet_revision v where (v.work_item_id, v.revision_no) = (s.written_work_item_id, s.written_revision_no)) as is_current) x
   where s.definition_key = p_definition_key and s.is_enabled
$$;
comment on function ops.sheet_link(text) is 'Link to the Sheet of a report and how old what stands in it is: {title, url, business_date, written_at, is_current, check, text}; text is the sentence for the mail. NULL when it has none.';
