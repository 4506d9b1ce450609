create or replace function ops.reply_item(p_ids text[])
returns bigint
language sql stable
as $$
  select w.id
    from unnest(p_ids) with ordinality as i (id, n)
   cross join lateral regexp_match(i.id, '^<mandor\.(?:item\.)?([0-9]{1,18})[.@]') as m
    join ops.work_items w on w.id = m[1]::bigint
   order by i.n desc
   limit 1;
$$;
comment on function ops.reply_item(text[]) is 'The work item of a reminder or another mail of ours that carries no token. NULL: none.';
