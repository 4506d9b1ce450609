create or replace function ops.archive_page(p_month date, p_table_name text default '', p_row_id bigint default 0, p_limit integer default 2000)
returns table (table_name text, row_id bigint, line text)
language sql stable
as $$
  select a.table_name, a.row_id,
         jsonb_build_object('table_name', a.table_name, 'row_id', a.row_id, 'at', a.at, 'archived_at', a.archived_at, 'data', a.data)::text
    from ops.archive a
   where a.at >= p_month::timestamp at time zone 'Asia/Jakarta' and a.at < (p_month + interval '1 month') at time zone 'Asia/Jakarta'
     and (a.table_name, a.row_id) > (p_table_name, p_row_id)
   order by a.table_name, a.row_id
   limit p_limit;
$$;
comment on function ops.archive_page(date, text, bigint, integer) is 'The next rows of a month after the given one, each as a line of JSON. Empty: that was all.';
