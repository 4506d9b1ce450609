create or replace function ops.notion_time(p_at timestamptz)
returns text
language sql stable
as $$
  select to_char(p_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD"T"HH24:MI:SS') || '+07:00';
$$;
comment on function ops.notion_time(timestamptz) is 'An instant as Notion takes it, on the clock of the business; NULL for none.';
