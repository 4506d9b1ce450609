-- A Sheet never holds a review up: what could not be checked is a note, whatever ops.review_checks says of blocking.
create or replace function ops.review_sheet_mirror(p_work_item_id bigint, p_revision_no integer)
returns table (is_failure boolean, says text, measured text, expected text)
language sql stable
as $$
  select coalesce(c.outcome = 'differs', false),
         case when c.outcome = 'differs' then format('Sheet %s berbeda pada %s sel, misalnya %s sel %s.', s.title, c.difference_count,
                c.differences -> 0 ->> 'tab', coalesce(c.differences -> 0 ->> 'cell', c.differences -> 0 ->> 'article'))
              else format('Sheet %s belum diperiksa: %s', s.title, coalesce(c.reason, 'revisi ini belum tertulis di sana.')) end,
         case when c.outcome = 'differs' then c.difference_count::text else 'tidak diperiksa' end, '0'
    from ops.work_items w
    join ops.sheets s on s.definition_key = w.definition_key and s.is_enabled
    left join lateral (
      select x.* from ops.sheet_checks x
       where x.sheet_key = s.key and x.work_item_id = w.id and x.revision_no = p_revision_no
       order by x.id desc limit 1) c on true
   where w.id = p_work_item_id and c.outcome is distinct from 'match'
$$;
comment on function ops.review_sheet_mirror(bigint, integer) is 'Check sheet_mirror: a failure when the Sheet differs from the revision; a note when it could not be checked or does not show it yet; no row when they agree or there is no Sheet.';
